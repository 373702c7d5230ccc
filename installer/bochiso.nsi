; The setup of BoChiSo for office PCs. Built by "python -m installer", which defines
; VERSION, TREE, TEXTS, OUTFILE, SIZE_KB and COMPRESS. Every sentence stands in words.py.
;
; Switches: /S silent, /DOCS=folder of the workbook, /ALLUSERS into Program Files (as an
; administrator), /TRUST a trusted location for that folder, /D=folder (last, unquoted).
; Exit codes: 0 done; 1 cancelled; 2 setup damaged, or aborted; 3 not 64-bit; 4 no folder or no
; right; 5 in use; 6 the new Python does not work, the old one stays; 7 not installed by this setup;
; 8 installed, but its check fails in place.
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
Var Problem

!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "${TEXT_WELCOME_TITLE}"
!define MUI_WELCOMEPAGE_TEXT "${TEXT_WELCOME}"
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_TEXT "${TEXT_FINISH_RUN}"
!define MUI_FINISHPAGE_RUN_FUNCTION OpenWorkbook
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
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

; $0 in: path. $0 out: "1" if short and of letters and signs that the library and cmd.exe take.
Function IsPlain
  StrLen $1 $0
  ${If} $1 > ${MOST_LENGTH}
  ${OrIf} $1 < 3
    StrCpy $0 "0"
    Return
  ${EndIf}
  StrCpy $2 0
  ${Do}
    StrCpy $3 $0 1 $2
    ${If} $3 == ""
      StrCpy $0 "1"
      Return
    ${EndIf}
    System::Call '*(&t1 "$3")p.r4'
    System::Call '*$4(&i2 .r5)'
    System::Free $4
    ${If} $5 > 126
    ${OrIf} $5 < 33
    ${OrIf} $5 == 37   ; %
    ${OrIf} $5 == 38   ; &
    ${OrIf} $5 == 39   ; '
    ${OrIf} $5 == 94   ; ^
      StrCpy $0 "0"
      Return
    ${EndIf}
    IntOp $2 $2 + 1
  ${Loop}
FunctionEnd

; $0 in: folder, $6: "1" for one that another user may have installed into. $0 out: "1" if it is
; plain, a file can be made, renamed and deleted in it, and the Python there can be renamed.
Function CanUse
  StrCpy $7 $0
  Call IsPlain
  ${If} $0 == "1"
    StrCpy $0 "0"
    ClearErrors
    CreateDirectory "$7"
    ${IfNot} ${Errors}
      FileOpen $1 "$7\thu.tmp" w
      ${IfNot} ${Errors}
        FileClose $1
        Rename "$7\thu.tmp" "$7\thu2.tmp"
        Delete "$7\thu2.tmp"
        ${IfNot} ${Errors}
          StrCpy $0 "1"
        ${EndIf}
      ${EndIf}
      ${If} $6 == "1"
      ${AndIf} ${FileExists} "$7\py\*.*"
        ClearErrors
        Rename "$7\py" "$7\py.thu"
        ${If} ${Errors}
          StrCpy $0 "0"
        ${Else}
          Rename "$7\py.thu" "$7\py"
        ${EndIf}
      ${EndIf}
      RMDir "$7"   ; only if empty
    ${EndIf}
  ${EndIf}
  ${Note} "folder $7: usable=$0"
FunctionEnd

!macro Try folder how foreign
  ${If} $Place == ""
    StrCpy $0 "${folder}"
    StrCpy $6 "${foreign}"
    Call CanUse
    ${If} $0 == "1"
      StrCpy $INSTDIR "${folder}"
      StrCpy $Place "${how}"
    ${EndIf}
  ${EndIf}
!macroend

!macro Stop code text
  ${Note} "stopped, code ${code}: nothing changed"
  FileClose $Log
  MessageBox MB_OK|MB_ICONSTOP "${text}" /SD IDOK
  SetErrorLevel ${code}
  Quit
!macroend

Function .onInit
  SetShellVarContext current
  StrCpy $0 "cai-dat.log"
  Call OpenLog
  ${Note} "BoChiSo ${VERSION}: $EXEPATH $CMDLINE"
  ${IfNot} ${RunningX64}
    !insertmacro Stop 3 "${TEXT_NOT_64}"
  ${EndIf}
  ${GetParameters} $R0
  StrCpy $AllUsers 0
  ${GetOptions} $R0 "/ALLUSERS" $R1
  ${IfNot} ${Errors}
    StrCpy $AllUsers 1
    UserInfo::GetAccountType
    Pop $R1
    ${If} $R1 != "Admin"
      !insertmacro Stop 4 "${TEXT_NOT_ADMIN}"
    ${EndIf}
  ${EndIf}
  ; A trusted location is what watchers of PCs report: only where somebody asked for it.
  StrCpy $Trust 0
  ClearErrors
  ${GetOptions} $R0 "/TRUST" $R1
  ${IfNot} ${Errors}
    StrCpy $Trust 1
  ${EndIf}
  StrCpy $Docs "$DOCUMENTS\BoChiSo"
  ${If} $AllUsers == 1
    SetShellVarContext all
    StrCpy $Docs "$DOCUMENTS\BoChiSo"
  ${EndIf}
  ReadRegStr $R1 SHCTX "${KEY}" "Documents"
  ${If} $R1 != ""
    StrCpy $Docs $R1
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/DOCS=" $R1
  ${IfNot} ${Errors}
    StrCpy $Docs $R1
  ${EndIf}
  ReadRegStr $Former SHCTX "${KEY}" "Version"
  StrCpy $Place ""
  ; NSIS itself drops a folder of /D= that cannot be one, as if none were named.
  System::Call 'kernel32::GetCommandLineW()t.R0'
  ; In quotes NSIS does not know it at all, and would install into the usual folder.
  ClearErrors
  ${WordFind} "$R0" '"/D=' "E+1}" $R2
  ${IfNot} ${Errors}
    !insertmacro Stop 4 "${TEXT_FOLDER_WRONG}"
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/D=" $R2
  ${IfNot} ${Errors}
  ${AndIf} $INSTDIR == ""
    !insertmacro Stop 4 "${TEXT_FOLDER_WRONG}"
  ${EndIf}
  ${If} $INSTDIR != ""   ; /D=
    StrCpy $R2 $INSTDIR
    !insertmacro Try "$R2" "command line" "0"
    ${If} $Place == ""
      !insertmacro Stop 4 "${TEXT_FOLDER_WRONG}"
    ${EndIf}
  ${EndIf}
  ${If} $AllUsers == 1
    ${If} $Place == ""
      ; The blank in its name is put in quotes by whoever starts Python.
      StrCpy $INSTDIR "$PROGRAMFILES64\BoChiSo"
      StrCpy $Place "all users"
    ${EndIf}
  ${Else}
    ReadRegStr $R2 HKCU "${KEY}" "InstallDir"
    ${If} $R2 != ""
      !insertmacro Try "$R2" "as before" "0"
    ${EndIf}
    !insertmacro Try "C:\BoChiSo" "default" "1"
    ReadEnvStr $R2 "PUBLIC"
    !insertmacro Try "$R2\BoChiSo" "public" "1"
    SetShellVarContext all
    StrCpy $R2 $APPDATA
    SetShellVarContext current
    !insertmacro Try "$R2\BoChiSo" "program data" "1"
    !insertmacro Try "$LOCALAPPDATA\BoChiSo\app" "local" "0"
    GetFullPathName /SHORT $R2 "$LOCALAPPDATA\BoChiSo"
    !insertmacro Try "$R2\app" "local, short name" "0"
    ${If} $Place == ""
      !insertmacro Stop 4 "${TEXT_NO_FOLDER}"
    ${EndIf}
  ${EndIf}
  ${Note} "into $INSTDIR ($Place), workbook in $Docs, former version: $Former"
FunctionEnd

; Runs the check of a Python. $R0 in: its folder, $R1: further switches. $0 out: its answer.
Function Check
  ; A folder that is somebody's current one cannot be renamed.
  SetOutPath $TEMP
  ; A program that crashes shows no box of Windows that waits for a click.
  System::Call 'kernel32::SetErrorMode(i 0x8003)'
  nsExec::Exec /TIMEOUT=${CHECK_LIMIT} '"$R0\pythonw.exe" -B "$R0\kiem-tra.pyw" --im-lang $R1'
  Pop $0
  ${Note} "check of $R0: $0, report in kiem-tra.txt of this user"
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

Function .onInstFailed
  ; The disk is full, or writing was refused: what is there works on.
  RMDir /r "$INSTDIR\py.moi"
  ${Note} "failed while writing"
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
  RMDir /r "$INSTDIR\py.moi"
  RMDir /r "$INSTDIR\py.cu"
  SetOutPath "$INSTDIR\py.moi"
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
    ${If} $0 != "0"
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
  RMDir /r "$INSTDIR\py.cu"
  ${If} $AllUsers != 1
    ; What lies below C:\ may be written by everybody: of Python only by its owner.
    nsExec::Exec '"$SYSDIR\icacls.exe" "$INSTDIR\py" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-3-4:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX'
    Pop $0
    ${Note} "rights: $0"
  ${EndIf}
  SetOutPath "$INSTDIR\mau"
  File "${TREE}/mau/BoChiSo.xlsm"
  SetOutPath "$INSTDIR"
  File "${TREE}/phien-ban.txt"
  WriteUninstaller "$INSTDIR\go-cai-dat.exe"
  ; A workbook that is there is never replaced; a new version lies beside it.
  CreateDirectory "$Docs"
  ${If} ${FileExists} "$Docs\BoChiSo.xlsm"
    ${If} $Former != "${VERSION}"
    ${AndIfNot} ${FileExists} "$Docs\${TEXT_BOOK_BESIDE}.xlsm"
      CopyFiles /SILENT "$INSTDIR\mau\BoChiSo.xlsm" "$Docs\${TEXT_BOOK_BESIDE}.xlsm"
      ${Note} "new workbook beside the one that is there"
    ${EndIf}
  ${Else}
    CopyFiles /SILENT "$INSTDIR\mau\BoChiSo.xlsm" "$Docs\BoChiSo.xlsm"
    ${Note} "new workbook"
  ${EndIf}
  WriteRegStr SHCTX "${KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr SHCTX "${KEY}" "Version" "${VERSION}"
  WriteRegStr SHCTX "${KEY}" "Documents" "$Docs"
  ${If} $AllUsers != 1
    WriteRegStr HKCU "${VBAKEY}\Python" "Interpreter" "$INSTDIR\py\pythonw.exe"
  ${EndIf}
  ${If} $Trust == 1
    !insertmacro TrustDocs "15.0"
    !insertmacro TrustDocs "16.0"
    ${Note} "trusted location: $Docs\"
  ${EndIf}
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
  WriteRegStr SHCTX "${UNKEY}" "DisplayName" "BoChiSo"
  WriteRegStr SHCTX "${UNKEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNKEY}" "Publisher" "BoChiSo"
  WriteRegStr SHCTX "${UNKEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNKEY}" "UninstallString" '"$INSTDIR\go-cai-dat.exe"'
  WriteRegStr SHCTX "${UNKEY}" "QuietUninstallString" '"$INSTDIR\go-cai-dat.exe" /S'
  WriteRegDWORD SHCTX "${UNKEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD SHCTX "${UNKEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNKEY}" "NoRepair" 1
  ; All of it was checked before it was moved: here that Excel reaches it in its place.
  StrCpy $R0 "$INSTDIR\py"
  StrCpy $R1 "--tai-cho"
  Call Check
  ${If} $0 == "0"
    SetErrorLevel 0
    ${Note} "done"
  ${Else}
    SetErrorLevel 8
    ${Note} "done, but the check fails in place"
    MessageBox MB_OK|MB_ICONEXCLAMATION "${TEXT_NOT_WELL}" /SD IDOK
  ${EndIf}
  FileClose $Log
  StrCpy $Log ""
SectionEnd

Function OpenWorkbook
  ExecShell "open" "$Docs\BoChiSo.xlsm"
FunctionEnd

!undef UN
!define UN "un."

Function un.onInit
  SetShellVarContext current
  StrCpy $0 "go-cai-dat.log"
  Call un.OpenLog
  ReadRegStr $R1 HKLM "${KEY}" "InstallDir"
  ${If} $R1 == $INSTDIR
    SetShellVarContext all
  ${EndIf}
FunctionEnd

Section "Uninstall"
  ReadRegStr $Docs SHCTX "${KEY}" "Documents"
  ReadRegStr $R1 SHCTX "${KEY}" "InstallDir"
  ; Only a folder that this program made is removed.
  ${If} $R1 != $INSTDIR
  ${OrIfNot} ${FileExists} "$INSTDIR\phien-ban.txt"
    ${Note} "stopped, code 7: $INSTDIR is not registered"
    FileClose $Log
    MessageBox MB_OK|MB_ICONSTOP "${TEXT_NOT_OURS}" /SD IDOK
    SetErrorLevel 7
    Quit
  ${EndIf}
  again:
  Call un.InUse
  ${If} $0 != ""
    ${Note} "$0 is in use"
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${TEXT_IN_USE}" /SD IDCANCEL IDRETRY again
    FileClose $Log
    SetErrorLevel 5
    Quit
  ${EndIf}
  RMDir /r "$INSTDIR\py"
  RMDir /r "$INSTDIR\py.moi"
  RMDir /r "$INSTDIR\py.cu"
  Delete "$INSTDIR\mau\BoChiSo.xlsm"
  RMDir "$INSTDIR\mau"
  Delete "$INSTDIR\phien-ban.txt"
  Delete "$INSTDIR\cap-nhat.txt"
  Delete "$INSTDIR\go-cai-dat.exe"
  RMDir "$INSTDIR"
  ; The folder is the program's own, with whatever links earlier releases laid there.
  RMDir /r "$SMPROGRAMS\BoChiSo"
  Delete "$DESKTOP\${TEXT_LINK_DESKTOP}.lnk"
  DeleteRegKey HKCU "Software\Microsoft\Office\15.0\${TRUSTED}"
  DeleteRegKey HKCU "Software\Microsoft\Office\16.0\${TRUSTED}"
  DeleteRegKey HKCU "${VBAKEY}"
  DeleteRegKey SHCTX "${UNKEY}"
  DeleteRegKey SHCTX "${KEY}"
  ${Note} "removed $INSTDIR; the workbooks in $Docs were left"
  FileClose $Log
SectionEnd
