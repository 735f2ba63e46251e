; Is the desk open? Windows lets nobody write a program or a library that is in use. The interpreter's library is
; looked at too: a desk that another launcher started (pythonw) holds only that one. Used by both programs.

!macro DESK_OPEN un
; The path is on the stack; $DeskOpen becomes 1 when the file is there and in use.
Function ${un}LookAtFile
  Exch $0
  Push $1
  IfFileExists $0 0 end
  ClearErrors
  FileOpen $1 $0 a
  IfErrors 0 free
    StrCpy $DeskOpen 1
    Goto end
  free:
  FileClose $1
  end:
  Pop $1
  Pop $0
FunctionEnd

; The name of a version's folder is on the stack; $DeskOpen becomes 1 when its interpreter is in use.
Function ${un}LookAtVersion
  Exch $0
  Push $1
  Push $2
  ClearErrors
  FindFirst $1 $2 "$INSTDIR\versions\$0\python\python3*.dll"
  ${DoUntil} ${Errors}
    Push "$INSTDIR\versions\$0\python\$2"
    Call ${un}LookAtFile
    ClearErrors
    FindNext $1 $2
  ${Loop}
  FindClose $1
  Pop $2
  Pop $1
  Pop $0
FunctionEnd

; $DeskOpen: 1 when the desk in $INSTDIR is open, else 0.
Function ${un}LookWhetherOpen
  Push $0
  Push $1
  StrCpy $DeskOpen 0
  Push "$INSTDIR\MerchantDesk.exe"
  Call ${un}LookAtFile
  Push "$INSTDIR\merchant-desk.exe"
  Call ${un}LookAtFile
  ClearErrors
  FindFirst $0 $1 "$INSTDIR\versions\desk-*"
  ${DoUntil} ${Errors}
    Push $1
    Call ${un}LookAtVersion
    ClearErrors
    FindNext $0 $1
  ${Loop}
  FindClose $0
  Pop $1
  Pop $0
FunctionEnd
!macroend
