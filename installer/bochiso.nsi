; The setup of BoChiSo for office PCs. Built by "python -m installer", which defines
; VERSION, TREE, TEXTS, OUTFILE, SIZE_KB, PY_FILES, PY_BYTES and COMPRESS. Every sentence stands
; in words.py. How it begins stands in begin.nsh, the way back in uninstall.nsh.
;
; Switches: /S silent, /DOCS=folder of the workbook, /ALLUSERS into Program Files (as an
; administrator), /TRUST a trusted location for that folder, /SUA repair although the same version
; is there, /D=folder (last, unquoted).
; Exit codes: 0 done; 1 cancelled; 2 setup damaged, or aborted; 3 not 64-bit; 4 no folder, no
; right, or a switch that is none; 5 in use; 6 the new Python does not work, the old one stays;
; 7 not installed by this setup; 8 installed, but something of it is not well; 9 a newer one is
; there; 10 no room on the disk.
; The default stub is x86, which does nothing under a 64-bit Wine.
Target amd64-unicode
Unicode true
SetCompressor /SOLID ${COMPRESS}
!if "${COMPRESS}" == "lzma"
  SetCompressorDictSize 32
!endif
!include LogicLib.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include TextFunc.nsh
!include WinMessages.nsh
!include x64.nsh
!include MUI2.nsh
!include "${TEXTS}"

Name "BoChiSo ${VERSION}"
OutFile "${OUTFILE}"
; Nobody is asked for an administrator: who wants /ALLUSERS starts it as one.
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS all
CRCCheck force
ShowInstDetails nevershow
ShowUninstDetails nevershow
BrandingText "BoChiSo ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "BoChiSo"
VIAddVersionKey "FileDescription" "${TEXT_DESCRIPTION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "CompanyName" "BoChiSo"
VIAddVersionKey "LegalCopyright" "BoChiSo"

!define KEY "Software\BoChiSo"
!define UNKEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\BoChiSo"
; Where VBA's GetSetting looks.
!define VBAKEY "Software\VB and VBA Program Settings\BoChiSo"
!define TRUSTED "Excel\Security\Trusted Locations\LocationBoChiSo"
; A check that hangs must not hold the setup: an old PC with a virus scanner takes minutes.
!define CHECK_LIMIT 300000
!define MOST_LENGTH 60

Var Log
Var LogFile
Var Docs
Var Place
Var Former
Var AllUsers
Var Trust
Var Repair
Var FormerDir
Var Problem
Var Reason
; What was installed and is not well, in the words of staff.
Var Ill

!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "${TEXT_WELCOME_TITLE}"
!define MUI_WELCOMEPAGE_TEXT "${TEXT_WELCOME}"
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_TEXT "${TEXT_FINISH_RUN}"
!define MUI_FINISHPAGE_RUN_FUNCTION OpenWorkbook
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "${TEXT_UNINSTALL}"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"

!macro Note text
  Push "${text}"
  Call ${UN}NoteIt
!macroend
!define Note "!insertmacro Note"

!macro Common UN
Function ${UN}NoteIt
  Exch $R0
  ${If} $Log != ""
    Push $R1
    Push $R2
    Push $R3
    Push $R4
    Push $R5
    Push $R6
    Push $R7
    ${GetTime} "" "L" $R1 $R2 $R3 $R4 $R5 $R6 $R7
    FileWriteUTF16LE $Log "$R3-$R2-$R1 $R5:$R6:$R7  $R0$\r$\n"
    Pop $R7
    Pop $R6
    Pop $R5
    Pop $R4
    Pop $R3
    Pop $R2
    Pop $R1
  ${EndIf}
  Pop $R0
FunctionEnd

; $0 in: name of the log, which is opened in this user's folder.
Function ${UN}OpenLog
  CreateDirectory "$LOCALAPPDATA\BoChiSo"
  StrCpy $LogFile "$LOCALAPPDATA\BoChiSo\$0"
  FileOpen $Log $LogFile w
  ${If} $Log != ""
    FileWriteWord $Log 0xFEFF
  ${EndIf}
FunctionEnd

; $R2 in: a folder of the program that goes. What people saved in it is moved one up.
Function ${UN}Rescue
  !insertmacro RescueThose "*.xls*"
  !insertmacro RescueThose "*.doc*"
  !insertmacro RescueThose "*.pdf"
FunctionEnd

; $0 out: the first file in use of the Python that is there, "" if none. Excel keeps its server
; alive and the library loaded: what runs cannot be written, and its folder cannot be renamed.
Function ${UN}InUse
  StrCpy $0 ""
  !insertmacro TryWrite "pythonw.exe"
  !insertmacro TryWrite "python.exe"
  !insertmacro TryWrite "kiem-tra.exe"
  !insertmacro TryWrite "xlwings64-*.dll"
  !insertmacro TryWrite "xlwings32-*.dll"
FunctionEnd
!macroend

!macro TryWrite pattern
  ClearErrors
  FindFirst $1 $2 "$INSTDIR\py\${pattern}"
  FindClose $1
  ${If} $2 != ""
    ClearErrors
    FileOpen $1 "$INSTDIR\py\$2" a
    ${If} ${Errors}
      StrCpy $0 $2
    ${Else}
      FileClose $1
    ${EndIf}
  ${EndIf}
!macroend

!macro RescueThose pattern
  FindFirst $R3 $R4 "$R2\${pattern}"
  ${DoWhile} $R4 != ""
    StrCpy $R5 "$INSTDIR\$R4"
    ${If} ${FileExists} $R5
      GetTempFileName $R5 $INSTDIR
      Delete $R5
      StrCpy $R5 "$R5 $R4"
    ${EndIf}
    Rename "$R2\$R4" $R5
    ${Note} "$R2\$R4 is somebody's own: now $R5"
    FindNext $R3 $R4
  ${Loop}
  FindClose $R3
!macroend

!macro TrustDocs office
  WriteRegStr HKCU "Software\Microsoft\Office\${office}\${TRUSTED}" "Path" "$Docs\"
  WriteRegStr HKCU "Software\Microsoft\Office\${office}\${TRUSTED}" "Description" "BoChiSo"
  WriteRegDWORD HKCU "Software\Microsoft\Office\${office}\${TRUSTED}" "AllowSubfolders" 1
!macroend

!define UN ""
!insertmacro Common ""
!undef UN
!define UN "un."
!insertmacro Common "un."
!undef UN
!define UN ""

!include "${__FILEDIR__}/begin.nsh"

; Runs the check of a Python. $R0 in: its folder, $R1: further switches. $0 out: its answer,
; $Reason: its first finding.
Function Check
  InitPluginsDir
  ; A folder that is somebody's current one cannot be renamed.
  SetOutPath $TEMP
  ; A program that crashes shows no box of Windows that waits for a click.
  System::Call 'kernel32::SetErrorMode(i 0x8003)'
  DetailPrint "${TEXT_CHECKING}"
  StrCpy $R3 "$PLUGINSDIR\ly-do.txt"
  Delete $R3
  nsExec::Exec /TIMEOUT=${CHECK_LIMIT} '"$R0\pythonw.exe" -B "$R0\kiem-tra.pyw" --im-lang $R1 "--ly-do=$R3"'
  Pop $0
  ${Note} "check of $R0: $0, report in kiem-tra.txt of this user"
  StrCpy $Reason ""
  ${If} $0 == "0"
    Return
  ${EndIf}
  ClearErrors
  FileOpen $R4 $R3 r
  ${IfNot} ${Errors}
    ${Do}
      ClearErrors
      FileReadUTF16LE $R4 $R5
      ${If} ${Errors}
        ${ExitDo}
      ${EndIf}
      ${TrimNewLines} $R5 $R5
      ${Note} "    $R5"
      StrLen $R6 $Reason
      ${If} $R6 < 300
        StrCpy $Reason "$Reason$\r$\n$R5" 700
      ${EndIf}
    ${Loop}
    FileClose $R4
  ${EndIf}
  ${If} $Reason == ""
    StrCpy $Reason "$\r$\n${TEXT_NO_ANSWER}"
  ${EndIf}
FunctionEnd

; Puts the new Python in the place of the old one. $Problem out: what failed.
Function Switch
  StrCpy $R2 0
  ${Do}
    ClearErrors
    ${If} ${FileExists} "$INSTDIR\py\*.*"
      Rename "$INSTDIR\py" "$INSTDIR\py.cu"
    ${EndIf}
    ${IfNot} ${Errors}
      Rename "$INSTDIR\py.moi" "$INSTDIR\py"
    ${EndIf}
    ${IfNot} ${Errors}
      Return
    ${EndIf}
    ${IfNot} ${FileExists} "$INSTDIR\py\*.*"
      Rename "$INSTDIR\py.cu" "$INSTDIR\py"
    ${EndIf}
    ; A virus scanner may hold a new file for a moment.
    IntOp $R2 $R2 + 1
    Sleep 1000
  ${LoopUntil} $R2 > 9
  StrCpy $Problem "the new Python could not be put in place"
FunctionEnd

; $0 out: megabytes that are free where the program goes.
Function FreeRoom
  StrCpy $1 "$INSTDIR"
  System::Call 'kernel32::GetDiskFreeSpaceExW(w r1, *l .r2, p 0, p 0)'
  System::Int64Op $2 / 1048576
  Pop $0
FunctionEnd

Function .onInstFailed
  ; The disk is full, or writing was refused: what is there works on.
  Call FreeRoom
  ${Note} "failed while writing to $OUTDIR: $0 MB free"
  ${If} $0 < 20
    SetErrorLevel 10
  ${EndIf}
  SetOutPath $TEMP
  RMDir /r "$INSTDIR\py.moi"
  RMDir "$INSTDIR"
FunctionEnd

; What is not well although the rest was installed.
!macro Ill text
  StrCpy $Ill "$Ill$\r$\n- ${text}"
  ${Note} "not well: ${text}"
!macroend

; The workbook that was packed goes to $R3, whole or not at all, where nothing is yet.
Function PutBook
  ${If} ${FileExists} $R3
    Return
  ${EndIf}
  CreateDirectory "$Docs"
  StrCpy $1 "$PLUGINSDIR\BoChiSo.xlsm"
  StrCpy $2 "$R3.moi"
  StrCpy $3 $R3
  System::Call 'kernel32::CopyFileW(w r1, w r2, i 0) i.r0'
  ${If} $0 <> 0
    System::Call 'kernel32::MoveFileExW(w r2, w r3, i 8) i.r0'
  ${EndIf}
  ${If} $0 = 0
    Delete $2
    !insertmacro Ill "${TEXT_ILL_BOOK}"
  ${Else}
    ${Note} "new workbook $R3"
  ${EndIf}
FunctionEnd

; Where this user had it before: one that nobody starts any more would lie there for ever.
Function RemoveFormer
  ClearErrors
  Rename "$FormerDir\py" "$FormerDir\py.cu"
  ${If} ${Errors}
    !insertmacro Ill "${TEXT_ILL_FORMER}"
    Return
  ${EndIf}
  ${If} ${FileExists} "$FormerDir\cap-nhat.txt"
  ${AndIfNot} ${FileExists} "$INSTDIR\cap-nhat.txt"
    Rename "$FormerDir\cap-nhat.txt" "$INSTDIR\cap-nhat.txt"
  ${EndIf}
  StrCpy $R2 "$FormerDir\py.cu"
  Call Rescue
  RMDir /r "$FormerDir\py.cu"
  RMDir /r "$FormerDir\py.moi"
  Delete "$FormerDir\phien-ban.txt"
  Delete "$FormerDir\cap-nhat.txt"
  Delete "$FormerDir\go-cai-dat.exe"
  RMDir "$FormerDir"
  ${Note} "removed the one in $FormerDir"
FunctionEnd

Section
  SetOverwrite on
  ${IfNot} ${FileExists} "$INSTDIR\py\python.exe"
  ${AndIf} ${FileExists} "$INSTDIR\py.cu\python.exe"
    ; A setup was killed between its two renames.
    RMDir /r "$INSTDIR\py"
    Rename "$INSTDIR\py.cu" "$INSTDIR\py"
    ${Note} "former Python brought back"
  ${EndIf}
  again:
  Call InUse
  ${If} $0 != ""
    ${Note} "$0 is in use"
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${TEXT_IN_USE}" /SD IDCANCEL IDRETRY again
    ${Note} "stopped, code 5: nothing changed"
    FileClose $Log
    SetErrorLevel 5
    Quit
  ${EndIf}
  StrCpy $Problem ""
  StrCpy $Ill ""
  RMDir /r "$INSTDIR\py.moi"
  StrCpy $R2 "$INSTDIR\py.cu"
  Call Rescue
  RMDir /r "$INSTDIR\py.cu"
  SetOutPath "$INSTDIR\py.moi"
  Call FreeRoom
  IntOp $R1 ${SIZE_KB} / 1024
  IntOp $R1 $R1 + 30
  ${If} $0 < $R1
    SetOutPath $TEMP
    RMDir "$INSTDIR\py.moi"
    RMDir "$INSTDIR"
    ${Note} "$0 MB free, $R1 needed"
    !insertmacro Stop 10 "${TEXT_NO_ROOM}"
  ${EndIf}
  ClearErrors
  File /r "${TREE}/py/*"
  ${If} ${Errors}
    StrCpy $Problem "files could not be written"
  ${EndIf}
  ${Note} "files written"
  ${If} $Problem == ""
    StrCpy $R0 "$INSTDIR\py.moi"
    StrCpy $R1 "--cai-dat"
    Call Check
    ; 3: what this machine forbids, which another Python would meet as well. It is told at the end,
    ; unless the one that is there is well.
    ${If} $0 == "3"
      ${If} ${FileExists} "$INSTDIR\py\pythonw.exe"
        StrCpy $R7 $Reason
        StrCpy $R0 "$INSTDIR\py"
        StrCpy $R1 "--tai-cho"
        Call Check
        StrCpy $Reason $R7
        ${If} $0 == "0"
          StrCpy $Problem "Excel reaches the old Python, and not the new one"
        ${EndIf}
      ${EndIf}
    ${ElseIf} $0 != "0"
      StrCpy $Problem "the new Python does not work"
    ${EndIf}
  ${EndIf}
  SetOutPath "$INSTDIR"
  ${If} $Problem == ""
    Call Switch
  ${EndIf}
  ${If} $Problem != ""
    SetOutPath $TEMP
    RMDir /r "$INSTDIR\py.moi"
    RMDir "$INSTDIR"
    ${Note} "failed: $Problem"
    FileClose $Log
    MessageBox MB_OK|MB_ICONSTOP "${TEXT_FAILED}" /SD IDOK
    SetErrorLevel 6
    Quit
  ${EndIf}
  StrCpy $R2 "$INSTDIR\py.cu"
  Call Rescue
  RMDir /r "$INSTDIR\py.cu"
  ${If} $AllUsers != 1
    ; What lies below C:\ may be written by everybody: of Python, and of what names the folder of
    ; updates, only by its owner. A folder that somebody named may hold other things.
    StrCpy $R2 "$INSTDIR"
    ${If} $Place == "command line"
      StrCpy $R2 "$INSTDIR\py"
    ${EndIf}
    nsExec::Exec '"$SYSDIR\icacls.exe" "$R2" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-3-4:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX'
    Pop $0
    ${Note} "rights: $0"
  ${EndIf}
  SetOutPath "$INSTDIR"
  File "${TREE}/phien-ban.txt"
  ClearErrors
  WriteUninstaller "$INSTDIR\go-cai-dat.exe"
  ${If} ${Errors}
    !insertmacro Ill "${TEXT_ILL_UNINSTALLER}"
  ${EndIf}
  ; A workbook that is there is never replaced; a new version lies beside it. None is kept in the
  ; folder of the program: what lies there is taken for a place to work in.
  SetOutPath $PLUGINSDIR
  File "${TREE}/mau/BoChiSo.xlsm"
  SetOutPath $TEMP
  ${IfNot} ${FileExists} "$Docs\BoChiSo.xlsm"
    StrCpy $R3 "$Docs\BoChiSo.xlsm"
    Call PutBook
  ${ElseIf} $Former != "${VERSION}"
    StrCpy $R3 "$Docs\${TEXT_BOOK_BESIDE}.xlsm"
    Call PutBook
  ${EndIf}
  ClearErrors
  WriteRegStr SHCTX "${KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr SHCTX "${KEY}" "Version" "${VERSION}"
  WriteRegStr SHCTX "${KEY}" "Documents" "$Docs"
  ${If} $AllUsers != 1
    WriteRegStr HKCU "${VBAKEY}\Python" "Interpreter" "$INSTDIR\py\pythonw.exe"
  ${EndIf}
  Call TrustIt
  ${If} ${Errors}
    !insertmacro Ill "${TEXT_ILL_REGISTRY}"
  ${EndIf}
  ClearErrors
  CreateDirectory "$SMPROGRAMS\BoChiSo"
  SetOutPath "$Docs"
  CreateShortCut "$SMPROGRAMS\BoChiSo\${TEXT_LINK_BOOK}.lnk" "$Docs\BoChiSo.xlsm"
  CreateShortCut "$DESKTOP\${TEXT_LINK_DESKTOP}.lnk" "$Docs\BoChiSo.xlsm"
  CreateShortCut "$SMPROGRAMS\BoChiSo\${TEXT_LINK_FOLDER}.lnk" "$Docs"
  SetOutPath "$INSTDIR"
  CreateShortCut "$SMPROGRAMS\BoChiSo\${TEXT_LINK_CHECK}.lnk" "$INSTDIR\py\kiem-tra.exe"
  CreateShortCut "$SMPROGRAMS\BoChiSo\${TEXT_LINK_SELFTEST}.lnk" "$INSTDIR\py\kiem-tra.exe" "--tu-kiem-tra"
  CreateShortCut "$SMPROGRAMS\BoChiSo\${TEXT_LINK_REPORT}.lnk" "$INSTDIR\py\kiem-tra.exe" "--bao-loi"
  CreateShortCut "$SMPROGRAMS\BoChiSo\${TEXT_LINK_UNINSTALL}.lnk" "$INSTDIR\go-cai-dat.exe"
  ${If} ${Errors}
    !insertmacro Ill "${TEXT_ILL_LINKS}"
  ${EndIf}
  ClearErrors
  WriteRegStr SHCTX "${UNKEY}" "DisplayName" "BoChiSo"
  WriteRegStr SHCTX "${UNKEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNKEY}" "Publisher" "BoChiSo"
  WriteRegStr SHCTX "${UNKEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNKEY}" "UninstallString" '"$INSTDIR\go-cai-dat.exe"'
  WriteRegStr SHCTX "${UNKEY}" "QuietUninstallString" '"$INSTDIR\go-cai-dat.exe" /S'
  WriteRegDWORD SHCTX "${UNKEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD SHCTX "${UNKEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNKEY}" "NoRepair" 1
  ${If} ${Errors}
    !insertmacro Ill "${TEXT_ILL_REGISTRY}"
  ${EndIf}
  ${If} $FormerDir != $INSTDIR
  ${AndIf} $FormerDir != ""
  ${AndIf} ${FileExists} "$FormerDir\phien-ban.txt"
    Call RemoveFormer
  ${EndIf}
  ; All of it was checked before it was moved: here that Excel reaches it in its place.
  StrCpy $R0 "$INSTDIR\py"
  StrCpy $R1 "--tai-cho"
  Call Check
  SetErrorLevel 0
  ${If} $0 != "0"
    SetErrorLevel 8
    ${Note} "done, but the check fails in place"
    MessageBox MB_OK|MB_ICONEXCLAMATION "${TEXT_NOT_WELL}" /SD IDOK
  ${EndIf}
  ${If} $Ill != ""
    SetErrorLevel 8
    MessageBox MB_OK|MB_ICONEXCLAMATION "${TEXT_ILL}" /SD IDOK
  ${ElseIf} $0 == "0"
    ${Note} "done"
  ${EndIf}
  FileClose $Log
  StrCpy $Log ""
SectionEnd

Function OpenWorkbook
  ExecShell "open" "$Docs\BoChiSo.xlsm"
FunctionEnd

!include "${__FILEDIR__}/uninstall.nsh"
