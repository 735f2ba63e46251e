; Takes the program away and leaves the shop's data alone: they lie in another folder.

Function un.onInit
  SetShellVarContext current
  ${IfNot} ${FileExists} "$INSTDIR\current.txt"
  ${AndIfNot} ${FileExists} "$INSTDIR\MerchantDesk.exe"
    MessageBox MB_OK|MB_ICONSTOP "$(RemoveForeign)" /SD IDOK
    SetErrorLevel ${EXIT_FAILED}
    Quit
  ${EndIf}
  ${Do}
    Call un.LookWhetherOpen
    ${If} $DeskOpen = 0
      ${Break}
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RemoveOpen)" /SD IDCANCEL IDRETRY +3
      SetErrorLevel ${EXIT_DESK_OPEN}
      Quit
  ${Loop}
FunctionEnd

Section "Uninstall"
  SetOutPath $PROFILE ; a folder that is the current one of a program cannot be removed
  Delete "$SMPROGRAMS\Merchant Desk.lnk"
  Delete "$DESKTOP\Merchant Desk.lnk"
  Delete "$INSTDIR\current.txt"
  Delete "$INSTDIR\current.new"
  Delete "$INSTDIR\merchant-desk.exe"
  ClearErrors
  FindFirst $0 $1 "$INSTDIR\versions\desk-*" ; the installer's own folders; another's are left
  ${DoUntil} ${Errors}
    RMDir /r "$INSTDIR\versions\$1"
    ClearErrors
    FindNext $0 $1
  ${Loop}
  FindClose $0
  RMDir "$INSTDIR\versions"
  Delete "$INSTDIR\MerchantDesk.exe"
  DeleteRegValue HKCU "${OUR_KEY}" "InstallDir"
  DeleteRegValue HKCU "${OUR_KEY}" "Version"
  DeleteRegKey /ifempty HKCU "${OUR_KEY}"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; only when empty: what is not ours stays
SectionEnd
