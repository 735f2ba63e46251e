; All that may stand against an installation, looked at before anything is written. Each check leaves an exit code
; in $Code and a sentence in $Why; 0 says that nothing stands against it.

!define OLDEST_BUILD 18362 ; Windows 10 1903: Qt 6.10 and newer need the icuuc.dll that came with it

; The real build of Windows: GetVersion tells a program in compatibility mode what that mode says.
Function CheckWindows
  StrCpy $Code 0
  System::Alloc 512
  Pop $0
  System::Call '*$0(i 276)' ; the size of OSVERSIONINFOW
  System::Call 'ntdll::RtlGetVersion(p r0) i .r1'
  System::Call '*$0(i, i .r2, i, i .r3)'
  System::Free $0
  ${If} $2 < 10
  ${OrIf} $3 < ${OLDEST_BUILD}
    StrCpy $Code ${EXIT_WINDOWS_TOO_OLD}
    StrCpy $Why "$(SayWindows)"
  ${EndIf}
FunctionEnd

; $Near: the folder, or the nearest one above it that exists; empty when there is none. Windows is asked for the
; kind of each: looking for « *.* » finds nothing in the root of an empty drive.
Function FindNear
  StrCpy $Near $INSTDIR
  ${DoUntil} $Near == ""
    System::Call 'kernel32::GetFileAttributesW(w "$Near") i .r0'
    ${If} $0 <> -1
      IntOp $0 $0 & 16 ; FILE_ATTRIBUTE_DIRECTORY
      ${If} $0 = 0 ; a file stands where a folder is wanted
        StrCpy $Near ""
      ${EndIf}
      ${Break}
    ${EndIf}
    ${GetParent} $Near $Near
  ${Loop}
  StrLen $0 $Near
  ${If} $0 = 2 ; « E: » alone is wherever a program happens to be on that drive
    StrCpy $Near "$Near\"
  ${EndIf}
FunctionEnd

; Never among the shop's data, and never where Windows refuses to write.
Function CheckFolder
  StrCpy $Code 0
  StrLen $0 "${DATA}\"
  StrCpy $1 "$INSTDIR\" $0
  ${If} $1 == "${DATA}\"
  ${OrIf} ${FileExists} "$INSTDIR\boutique.sqlite3"
    StrCpy $Code ${EXIT_FOLDER_REFUSED}
    StrCpy $Why "$(SayData)"
    Return
  ${EndIf}
  Call FindNear
  ${If} $Near != ""
    StrCpy $0 ""
    GetTempFileName $0 $Near ; writes an empty file: the one true answer about rights
    ${If} $0 != ""
    ${AndIf} ${FileExists} $0 ; Wine names a file that it could not write
      Delete $0
      Return
    ${EndIf}
  ${EndIf}
  StrCpy $Code ${EXIT_FOLDER_REFUSED}
  StrCpy $Why "$(SayFolder)"
FunctionEnd

; The path of a folder in $0, the bytes wanted in $1: $Code and $Why when its disk has fewer.
; Old and new version lie side by side for a moment, so the whole size is wanted when upgrading too.
Function CheckOneDisk
  System::Call 'kernel32::GetDiskFreeSpaceExW(w r0, *l .r2, p 0, p 0) i .r3'
  ${If} $3 = 0 ; a disk that does not tell: the copy itself will
    Return
  ${EndIf}
  System::Int64Op $2 < $1
  Pop $4
  ${If} $4 = 1
    System::Int64Op $1 / 1000000
    Pop $NeededMB
    IntOp $NeededMB $NeededMB + 1
    System::Int64Op $2 / 1000000
    Pop $FreeMB
    StrCpy $FullPlace $0 3
    StrCpy $Code ${EXIT_NO_ROOM}
    StrCpy $Why "$(SayRoom)"
  ${EndIf}
FunctionEnd

; Room for the program, and for what the installer unpacks for itself in the temporary folder.
Function CheckRoom
  StrCpy $Code 0
  StrCpy $0 $Near
  StrCpy $1 ${NEEDED_BYTES}
  System::Call 'kernel32::GetVolumePathNameW(w r0, w .r5, i ${NSIS_MAX_STRLEN}) i .r6'
  System::Call 'kernel32::GetVolumePathNameW(w "$TEMP", w .r7, i ${NSIS_MAX_STRLEN}) i .r6'
  ${If} $5 == $7
    System::Int64Op $1 + ${UNPACKED_BYTES}
    Pop $1
  ${EndIf}
  Call CheckOneDisk
  ${If} $Code = 0
  ${AndIf} $5 != $7
    StrCpy $0 $TEMP
    StrCpy $1 ${UNPACKED_BYTES}
    Call CheckOneDisk
  ${EndIf}
FunctionEnd

; $Current: the folder of the installed version; $Found: its version; both empty when there is none.
Function ReadCurrent
  StrCpy $Current ""
  StrCpy $Found ""
  ClearErrors
  FileOpen $0 "$INSTDIR\current.txt" r
  ${If} ${Errors}
    Return
  ${EndIf}
  FileRead $0 $Current
  FileRead $0 $Found
  FileClose $0
  ${TrimNewLines} $Current $Current
  ${TrimNewLines} $Found $Found
FunctionEnd

; A newer version is replaced only by who asked for it.
Function CheckVersion
  StrCpy $Code 0
  Call ReadCurrent
  ${If} $Found == ""
  ${OrIf} $Downgrade = 1
    Return
  ${EndIf}
  ${VersionCompare} $Found ${VERSION} $0
  ${If} $0 = 1
    StrCpy $Code ${EXIT_NEWER_INSTALLED}
    StrCpy $Why "$(SayNewer)"
  ${EndIf}
FunctionEnd

; A virus scanner may hold a file for a moment: the answer « open » is asked for three times.
Function CheckOpen
  StrCpy $Code 0
  ${For} $R0 1 3
    Call LookWhetherOpen
    ${If} $DeskOpen = 0
      Return
    ${EndIf}
    Sleep 300
  ${Next}
  StrCpy $Code ${EXIT_DESK_OPEN}
  StrCpy $Why "$(SayOpen)"
FunctionEnd

; An update was asked for by the desk itself, which is closing: it has a minute for it.
Function WaitForDesk
  ${For} $R0 1 120
    Call LookWhetherOpen
    ${If} $DeskOpen = 0
      Return
    ${EndIf}
    Sleep 500
  ${Next}
FunctionEnd

; Everything that depends on the folder; the first that stands against it.
Function CheckAll
  Call CheckFolder
  ${If} $Code = 0
    Call CheckVersion
  ${EndIf}
  ${If} $Code = 0
    Call CheckRoom
  ${EndIf}
  ${If} $Code = 0
    Call CheckOpen
  ${EndIf}
FunctionEnd
