; Copies this version beside the one in use, then makes it the one in use.

; From $0 to $1 by one rename, over what is there; a virus scanner is waited for. Ends the installation if it fails.
Function PutInPlace
  ${For} $2 1 15
    System::Call 'kernel32::MoveFileExW(w r0, w r1, i 9) i .r3' ; REPLACE_EXISTING, WRITE_THROUGH
    ${If} $3 <> 0
      Return
    ${EndIf}
    Sleep 200
  ${Next}
  Abort
FunctionEnd

; A folder that no version uses: desk-X, or desk-X-2 … when the very same version is installed again.
Function ChooseFolder
  Call ReadCurrent
  StrCpy $Folder "desk-${VERSION}"
  ${For} $0 2 99
    ${If} $Folder != $Current
      RMDir /r "$INSTDIR\versions\$Folder" ; what an installation that was cut left
      ${IfNot} ${FileExists} "$INSTDIR\versions\$Folder\*.*"
        Return
      ${EndIf}
    ${EndIf}
    StrCpy $Folder "desk-${VERSION}-$0"
  ${Next}
  StrCpy $Folder ""
  Abort
FunctionEnd

; The instant at which this version is the one in use.
Function Commit
  ClearErrors
  FileOpen $0 "$INSTDIR\current.new" w
  FileWrite $0 "$Folder$\r$\n${VERSION}$\r$\n"
  FileClose $0
  ${If} ${Errors}
    Abort
  ${EndIf}
  StrCpy $0 "$INSTDIR\current.new"
  StrCpy $1 "$INSTDIR\current.txt"
  Call PutInPlace
  StrCpy $Committed 1
FunctionEnd

; Remove every version but this one; a desk that somebody opened meanwhile keeps its files until the next time.
Function ClearOthers
  ClearErrors
  FindFirst $R0 $R1 "$INSTDIR\versions\desk-*"
  ${DoUntil} ${Errors}
    ${If} $R1 != $Folder
      StrCpy $DeskOpen 0
      Push $R1
      Call LookAtVersion
      ${If} $DeskOpen = 0
        RMDir /r "$INSTDIR\versions\$R1"
      ${EndIf}
    ${EndIf}
    ClearErrors
    FindNext $R0 $R1
  ${Loop}
  FindClose $R0
FunctionEnd

; What « installed apps » shows, and where the next installer finds this one.
Function Register
  WriteRegStr HKCU "${OUR_KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${OUR_KEY}" "Version" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "Merchant Desk"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\MerchantDesk.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${INSTALLED_KB}
FunctionEnd

; Start menu and desktop; a shortcut that she threw away does not come back with an update.
Function WriteShortcuts
  ${If} $Current == ""
  ${OrIf} ${FileExists} "$SMPROGRAMS\Merchant Desk.lnk"
    Push "$SMPROGRAMS\Merchant Desk.lnk"
    Call WriteShortcut
  ${EndIf}
  ${If} $Current == ""
  ${OrIf} ${FileExists} "$DESKTOP\Merchant Desk.lnk"
    Push "$DESKTOP\Merchant Desk.lnk"
    Call WriteShortcut
  ${EndIf}
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)' ; the icon may be another
FunctionEnd

!macro PUT_IN_PLACE name
  StrCpy $0 "$INSTDIR\versions\$Folder\${name}"
  StrCpy $1 "$INSTDIR\${name}"
  Call PutInPlace
!macroend

Section "Merchant Desk"
  Call CheckAll ; minutes may have passed on the pages
  ${If} $Code <> 0
    Call Refuse
  ${EndIf}
  DetailPrint "$(ProgressSubheader)"
  SetDetailsPrint none ; the name of each file would say nothing to her
  Call ChooseFolder
  !include "${FILES}" ; SetOutPath and File, one line a folder and a file, in order
  SetOutPath "$INSTDIR\versions\$Folder"
  ClearErrors
  WriteUninstaller "$INSTDIR\versions\$Folder\uninstall.exe"
  ${If} ${Errors}
    Abort
  ${EndIf}
  SetOutPath $PROFILE
  !insertmacro PUT_IN_PLACE "merchant-desk.exe"
  !insertmacro PUT_IN_PLACE "MerchantDesk.exe"
  !insertmacro PUT_IN_PLACE "uninstall.exe"
  Call Commit
  Call Register
  Call WriteShortcuts
  Call ClearOthers
SectionEnd

; Take back what was copied. The version in use before is still the one in use.
Function .onInstFailed
  StrCpy $Code ${EXIT_FAILED}
  ${If} $Committed = 0
    StrCpy $0 $INSTDIR
    StrCpy $1 1000000 ; less than this is a full disk
    Push $Code
    StrCpy $Code 0
    Call CheckOneDisk
    Pop $0
    ${If} $Code = 0
      StrCpy $Code $0
    ${EndIf}
    SetOutPath $PROFILE
    ${If} $Folder != "" ; else every version would go
      RMDir /r "$INSTDIR\versions\$Folder"
    ${EndIf}
    Delete "$INSTDIR\current.new"
    ${IfNot} ${FileExists} "$INSTDIR\current.txt"
      Delete "$INSTDIR\MerchantDesk.exe"
      Delete "$INSTDIR\merchant-desk.exe"
      Delete "$INSTDIR\uninstall.exe"
    ${EndIf}
    RMDir "$INSTDIR\versions"
    RMDir "$INSTDIR"
  ${EndIf}
  MessageBox MB_OK|MB_ICONSTOP "$(SayFailed)" /SD IDOK
  Call StartAgain
  SetErrorLevel $Code
FunctionEnd

Function .onInstSuccess
  StrCpy $Code ${EXIT_DONE}
  ${If} ${Silent}
    Call StartAgain
  ${EndIf}
FunctionEnd

; After an update that the desk asked for, it comes back, whichever version it then is, and may say how it went.
Function StartAgain
  ${If} $Update = 1
  ${AndIf} ${FileExists} "$INSTDIR\current.txt"
  ${AndIf} $Code <> ${EXIT_DESK_OPEN}
    System::Call 'kernel32::SetEnvironmentVariableW(w "MERCHANT_DESK_UPDATE", w "$Code")'
    Call StartDesk
  ${EndIf}
FunctionEnd

Function StartDesk
  SetOutPath $PROFILE
  Exec '"$INSTDIR\MerchantDesk.exe"'
FunctionEnd
