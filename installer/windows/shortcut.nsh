; A shortcut that Windows recognises as the running desk: one button in the task bar, one pin. The identity is the
; one launcher.c gives the desk (SetCurrentProcessExplicitAppUserModelID; learn.microsoft.com/windows/win32/shell/appids).
; A Windows that refuses the identity still gets the shortcut.

!include "Win\COM.nsh"
!include "Win\Propkey.nsh"

; The path of the .lnk is on the stack.
Function WriteShortcut
  Exch $0
  Push $1
  Push $2
  Push $3
  Push $4
  !insertmacro ComHlpr_CreateInProcInstance ${CLSID_ShellLink} ${IID_IShellLink} r1 ""
  ${If} $1 P<> 0
    ${IShellLink::SetPath} $1 '("$INSTDIR\MerchantDesk.exe")'
    ${IShellLink::SetWorkingDirectory} $1 '("$PROFILE")' ; not the program's folder: it would be held
    ${IShellLink::SetDescription} $1 '("$(LinkText)")'
    ${IUnknown::QueryInterface} $1 '("${IID_IPropertyStore}", .r2)'
    ${If} $2 P<> 0
      System::Call '*${SYSSTRUCT_PROPERTYKEY}(${PKEY_AppUserModel_ID}) p .r3'
      System::Call '*(&w64 "${APPLICATION_ID}") p .r4'
      System::Call '*${SYSSTRUCT_PROPVARIANT}(${VT_LPWSTR},,p r4) p .s'
      Exch $5
      ${IPropertyStore::SetValue} $2 '($3, $5)'
      ${IPropertyStore::Commit} $2 ""
      System::Free $5
      Pop $5
      System::Free $4
      System::Free $3
      ${IUnknown::Release} $2 ""
    ${EndIf}
    ${IUnknown::QueryInterface} $1 '("${IID_IPersistFile}", .r2)'
    ${If} $2 P<> 0
      ${IPersistFile::Save} $2 '("$0", 1)'
      ${IUnknown::Release} $2 ""
    ${EndIf}
    ${IUnknown::Release} $1 ""
  ${EndIf}
  Pop $4
  Pop $3
  Pop $2
  Pop $1
  Pop $0
FunctionEnd
