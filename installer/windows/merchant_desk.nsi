; The installer of Merchant Desk: for one person, without administrator rights (NSIS 3.08, amd64 stub).
;
; Every version has a folder of its own, versions\desk-X; current.txt names the one in use and is replaced last, by
; one rename. Whatever stops an installation, before that instant the old version starts, after it the new one;
; the next installation clears what was left. Built by packing.py, which writes the definitions of ${DEFINITIONS}.

Unicode true
Target amd64-unicode
!include "${DEFINITIONS}" ; VERSION, NUMBERS, OUTPUT, PICTURES, ICON, the sizes and the exit codes
SetCompressor ${COMPRESSION}
!if "${COMPRESSION}" == "/SOLID lzma"
  SetCompressorDictSize 32
!endif
CRCCheck force       ; one changed byte, and nothing is installed
AllowSkipFiles off   ; a file that cannot be written ends the installation; none is skipped
SetOverwrite on
RequestExecutionLevel user
ManifestDPIAware true
ManifestLongPathAware true
ManifestSupportedOS Win10

!include "LogicLib.nsh"
!include "FileFunc.nsh"
!include "TextFunc.nsh"
!include "WordFunc.nsh"
!include "StrFunc.nsh"
${StrStr} ; declares it
!include "MUI2.nsh"

!define DATA "$LOCALAPPDATA\MerchantDesk" ; the shop's data: never written, never removed
!define APPLICATION_ID "MerchantDesk"
!define OUR_KEY "Software\MerchantDesk"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\MerchantDesk"

Name "Merchant Desk"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\MerchantDesk"
InstallDirRegKey HKCU "${OUR_KEY}" "InstallDir"
BrandingText "Merchant Desk ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

Var Code       ; what stands against the installation: an exit code
Var Why        ; the same as a sentence
Var Update     ; 1: the desk asked for it, and is started again at the end
Var Downgrade  ; 1: an older version may replace a newer one
Var Near       ; the nearest folder that exists
Var Current    ; the folder of the installed version, as current.txt names it
Var Found      ; the installed version
Var Folder     ; the folder of this version
Var Committed  ; 1: current.txt names this version
Var DeskOpen
Var NeededMB
Var FreeMB
Var FullPlace

ReserveFile /plugin System.dll
!include "desk_open.nsh"
!include "desk_pages.nsh"
FileErrorText "$(SayFile)" "$(SayFile)"
!include "checks.nsh"
!include "shortcut.nsh"
!insertmacro DESK_OPEN ""
!insertmacro DESK_OPEN "un."

VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
!macro VERSION_TEXTS language described
  VIAddVersionKey /LANG=${language} "ProductName" "Merchant Desk"
  VIAddVersionKey /LANG=${language} "ProductVersion" "${VERSION}"
  VIAddVersionKey /LANG=${language} "FileVersion" "${VERSION}"
  VIAddVersionKey /LANG=${language} "FileDescription" "${described}"
  VIAddVersionKey /LANG=${language} "CompanyName" "${PUBLISHER}"
  VIAddVersionKey /LANG=${language} "LegalCopyright" "${COPYRIGHT}"
!macroend
!insertmacro VERSION_TEXTS ${LANG_FRENCH} "Installation de Merchant Desk"
!insertmacro VERSION_TEXTS ${LANG_ENGLISH} "Merchant Desk setup"

Function .onInit
  SetShellVarContext current
  StrCpy $Committed 0
  StrCpy $Update 0
  StrCpy $Downgrade 0
  ${GetParameters} $R1
  ClearErrors
  ${GetOptions} $R1 "/UPDATE" $R2
  ${IfNot} ${Errors}
    StrCpy $Update 1
  ${EndIf}
  ClearErrors
  ${GetOptions} $R1 "/DOWNGRADE" $R2
  ${IfNot} ${Errors}
    StrCpy $Downgrade 1
  ${EndIf}
  System::Call 'kernel32::CreateMutexW(p 0, i 0, w "${APPLICATION_ID}Setup") p .r0 ?e'
  Pop $0
  ${If} $0 = 183 ; ERROR_ALREADY_EXISTS
    StrCpy $Update 0 ; the other installation starts the desk again
    StrCpy $Code ${EXIT_FAILED}
    StrCpy $Why "$(SayTwice)"
    Call Refuse
  ${EndIf}
  ${If} $Update = 1
    Call WaitForDesk
  ${EndIf}
  Call CheckWindows
  ${If} $Code = 0
  ${AndIf} ${Silent}
    Call CheckAll
  ${EndIf}
  ${If} $Code <> 0
    Call Refuse
  ${EndIf}
FunctionEnd

; Say why and end; nothing was written. A desk that closed for its update is started again.
Function Refuse
  MessageBox MB_OK|MB_ICONSTOP "$Why" /SD IDOK
  Call StartAgain
  SetErrorLevel $Code
  Quit
FunctionEnd

; The folder page is left only for a folder that all checks accept.
Function LeaveFolder
  Call CheckAll
  ${If} $Code = ${EXIT_NEWER_INSTALLED}
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(AskNewer)" IDYES +2
      Abort
    StrCpy $Downgrade 1
    Call CheckAll
  ${EndIf}
  ${DoWhile} $Code = ${EXIT_DESK_OPEN}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$Why" IDRETRY +2
      Abort
    Call CheckAll
  ${Loop}
  ${If} $Code <> 0
    MessageBox MB_OK|MB_ICONEXCLAMATION "$Why"
    Abort
  ${EndIf}
  Call WarnSynchronised
FunctionEnd

; OneDrive and its kind hold files while they copy them.
Function WarnSynchronised
  ${StrStr} $0 $INSTDIR "\OneDrive"
  ${StrStr} $1 $INSTDIR "\Dropbox"
  ${If} "$0$1" == ""
    Return
  ${EndIf}
  MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(AskSynchronised)" IDYES +2
    Abort
FunctionEnd

!include "install.nsh"
!include "uninstall.nsh"
