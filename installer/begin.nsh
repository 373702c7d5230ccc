; How the setup begins: what it was told, where it goes, and whether it goes anywhere at all.
; Whatever stops it here has changed nothing.

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

; $7 in: folder. $0 out: "1" if no Python of somebody else lies where ours would.
Function IsOurs
  StrCpy $0 "1"
  ${If} ${FileExists} "$7\py\*.*"
  ${AndIfNot} ${FileExists} "$7\phien-ban.txt"
  ${AndIfNot} ${FileExists} "$7\py\kiem-tra.pyw"
    StrCpy $0 "0"
    StrCpy $Problem "foreign"
    ${Note} "$7\py is not of this program"
  ${EndIf}
FunctionEnd

; $0 in: folder, $6: "1" for one that another user may have installed into. $0 out: "1" if it is
; plain, a file can be made, renamed and deleted in it, and the Python there is ours to rename.
Function CanUse
  StrCpy $7 $0
  Call IsPlain
  ${If} $0 == "1"
    Call IsOurs
  ${EndIf}
  ${If} $0 == "1"
    StrCpy $0 "0"
    ClearErrors
    CreateDirectory "$7"
    ${IfNot} ${Errors}
      GetTempFileName $8 "$7"
      ${IfNot} ${Errors}
        Rename "$8" "$8.thu"
        Delete "$8.thu"
        ${IfNot} ${Errors}
          StrCpy $0 "1"
        ${EndIf}
      ${EndIf}
      ${If} $6 == "1"
      ${AndIf} ${FileExists} "$7\py\*.*"
        ; Asked for, not done: a setup killed meanwhile would leave no Python. 0x10000 is DELETE.
        System::Call 'kernel32::CreateFileW(w r7, i 0x10000, i 7, p 0, i 3, i 0x02000000, p 0) p.r8'
        ${If} $8 == -1
          StrCpy $0 "0"
        ${Else}
          System::Call 'kernel32::CloseHandle(p r8)'
        ${EndIf}
      ${EndIf}
      RMDir "$7"   ; only if empty
    ${EndIf}
  ${EndIf}
  ${Note} "folder $7: usable=$0"
FunctionEnd

; $R0 in: what the setup was told. $R2 out: the first switch that is none, "" if all are.
Function FindUnknown
  StrCpy $R2 ""
  StrCpy $1 " $R0"
  ${DoWhile} $1 != ""
    StrCpy $2 $1 2
    StrCpy $1 $1 "" 1
    ${If} $2 == " /"
      StrCpy $3 0
      ${Do}
        IntOp $3 $3 + 1
        StrCpy $4 $1 1 $3
        ${If} $4 == ""
        ${OrIf} $4 == " "
          ${ExitDo}
        ${EndIf}
      ${Loop}
      StrCpy $R2 $1 $3
      StrCpy $4 $R2 6
      StrCpy $5 $R2 3
      ${If} $R2 S== "/S"
      ${OrIf} $R2 == "/ALLUSERS"
      ${OrIf} $R2 == "/TRUST"
      ${OrIf} $R2 == "/SUA"
      ${OrIf} $4 == "/DOCS="
      ${OrIf} $5 S== "/D="
        StrCpy $R2 ""
      ${Else}
        Return
      ${EndIf}
    ${EndIf}
  ${Loop}
FunctionEnd

; $Docs in and out: its whole path, without a sign at its end. $0 out: "1" if a workbook can be
; laid there: it names a disk or a share, no folder of the program, and a file can be made in it.
Function CanUseDocs
  StrCpy $0 "0"
  StrCpy $1 $Docs 2 1
  StrCpy $2 $Docs 2
  ${If} $1 != ":\"
  ${AndIf} $2 != "\\"
    Return
  ${EndIf}
  StrCpy $1 $Docs
  System::Call 'kernel32::GetFullPathNameW(w r1, i ${NSIS_MAX_STRLEN}, w .r2, p 0)'
  StrCpy $1 $2 1 -1
  ${If} $1 == "\"
    StrCpy $2 $2 -1
  ${EndIf}
  StrCpy $Docs $2
  StrLen $1 "$INSTDIR\py"
  StrCpy $3 $Docs $1
  ${If} $3 == "$INSTDIR\py"
    Return
  ${EndIf}
  StrLen $1 "$INSTDIR\mau"
  StrCpy $3 $Docs $1
  ${If} $3 == "$INSTDIR\mau"
    Return
  ${EndIf}
  ${IfNot} ${FileExists} "$Docs\BoChiSo.xlsm"
    ClearErrors
    CreateDirectory "$Docs"
    GetTempFileName $1 "$Docs"
    Delete $1
    ${If} ${Errors}
      Return
    ${EndIf}
    RMDir "$Docs"   ; only if empty
  ${EndIf}
  StrCpy $0 "1"
FunctionEnd

; $0 out: "1" if this very version is where it goes, as far as names and sizes tell, and so is
; what a user has of it. A script at every logon costs seconds then.
Function IsThere
  StrCpy $0 "0"
  ${If} $Former != "${VERSION}"
  ${OrIf} $FormerDir != $INSTDIR
    Return
  ${EndIf}
  ReadRegStr $1 SHCTX "${KEY}" "Documents"
  ${If} $1 != $Docs
  ${OrIfNot} ${FileExists} "$Docs\BoChiSo.xlsm"
  ${OrIfNot} ${FileExists} "$INSTDIR\go-cai-dat.exe"
    Return
  ${EndIf}
  ${If} $AllUsers != 1
    ReadRegStr $1 HKCU "${VBAKEY}\Python" "Interpreter"
    ${If} $1 != "$INSTDIR\py\pythonw.exe"
      Return
    ${EndIf}
  ${EndIf}
  ${GetSize} "$INSTDIR\py" "/S=0B" $1 $2 $3
  ${Note} "$INSTDIR\py: $2 files, $1 bytes; packed: ${PY_FILES}, ${PY_BYTES}"
  ${If} $2 >= ${PY_FILES}
  ${AndIf} $1 >= ${PY_BYTES}
    StrCpy $0 "1"
  ${EndIf}
FunctionEnd

; A trusted location is what watchers of PCs report: only where somebody asked for it.
Function TrustIt
  ${If} $Trust == 1
    !insertmacro TrustDocs "15.0"
    !insertmacro TrustDocs "16.0"
  ${EndIf}
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
  ${Note} "stopped, code ${code}: nothing changed; ${text}"
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
  Call FindUnknown
  ${If} $R2 != ""
    !insertmacro Stop 4 "${TEXT_UNKNOWN_SWITCH}"
  ${EndIf}
  StrCpy $Problem ""
  UserInfo::GetAccountType
  Pop $R3
  StrCpy $AllUsers 0
  ClearErrors
  ${GetOptions} $R0 "/ALLUSERS" $R1
  ${IfNot} ${Errors}
    StrCpy $AllUsers 1
    ${If} $R3 != "Admin"
      !insertmacro Stop 4 "${TEXT_NOT_ADMIN}"
    ${EndIf}
  ${ElseIf} $INSTDIR == ""
    ; What was installed for everybody is renewed for everybody: a second one, of this user, would
    ; leave the others with the old one.
    ReadRegStr $R1 HKLM "${KEY}" "InstallDir"
    ReadRegStr $R2 HKCU "${KEY}" "InstallDir"
    ${If} $R2 == ""
    ${AndIf} ${FileExists} "$R1\py\pythonw.exe"
      StrCpy $AllUsers 1
      ${Note} "for all users, as before"
      ${If} $R3 != "Admin"
        MessageBox MB_OKCANCEL|MB_ICONINFORMATION "${TEXT_ASK_ADMIN}" /SD IDCANCEL IDCANCEL no_admin
        ExecShell "runas" "$EXEPATH" "/ALLUSERS"
        no_admin:
        ${Note} "stopped, code 4: left to an administrator"
        FileClose $Log
        SetErrorLevel 4
        Quit
      ${EndIf}
    ${EndIf}
  ${EndIf}
  StrCpy $Trust 0
  ClearErrors
  ${GetOptions} $R0 "/TRUST" $R1
  ${IfNot} ${Errors}
    StrCpy $Trust 1
    ${If} $AllUsers == 1
      !insertmacro Stop 4 "${TEXT_TRUST_OF_ALL}"
    ${EndIf}
  ${EndIf}
  StrCpy $Repair 0
  ClearErrors
  ${GetOptions} $R0 "/SUA" $R1
  ${IfNot} ${Errors}
    StrCpy $Repair 1
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
  ReadRegStr $FormerDir SHCTX "${KEY}" "InstallDir"
  ${If} $Former != ""
  ${AndIf} ${FileExists} "$FormerDir\py\python.exe"
    ${VersionCompare} "$Former" "${VERSION}" $R1
    ${If} $R1 == 1
      MessageBox MB_YESNO|MB_DEFBUTTON2|MB_ICONEXCLAMATION "${TEXT_NEWER_THERE}" /SD IDNO IDYES older
      ${Note} "stopped, code 9: $Former is there"
      FileClose $Log
      SetErrorLevel 9
      Quit
      older:
    ${EndIf}
  ${EndIf}
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
    StrLen $R1 $WINDIR
    StrCpy $R1 $INSTDIR $R1
    ; In the folder of Windows, or of another Python, nothing is laid.
    ${If} $R1 != $WINDIR
    ${AndIfNot} ${FileExists} "$INSTDIR\python*.exe"
      !insertmacro Try "$R2" "command line" "0"
    ${EndIf}
    ${If} $Problem == "foreign"
      !insertmacro Stop 4 "${TEXT_FOLDER_FOREIGN}"
    ${EndIf}
    ${If} $Place == ""
      !insertmacro Stop 4 "${TEXT_FOLDER_WRONG}"
    ${EndIf}
  ${EndIf}
  ${If} $AllUsers == 1
    ${If} $Place == ""
      ; The blank in its name is put in quotes by whoever starts Python.
      StrCpy $INSTDIR "$PROGRAMFILES64\BoChiSo"
      ${If} $FormerDir != ""
        StrCpy $INSTDIR $FormerDir
      ${EndIf}
      StrCpy $Place "all users"
      StrCpy $7 $INSTDIR
      Call IsOurs
      ${If} $0 != "1"
        StrCpy $R2 $INSTDIR
        !insertmacro Stop 4 "${TEXT_FOLDER_FOREIGN}"
      ${EndIf}
    ${EndIf}
  ${Else}
    ${If} $FormerDir != ""
      !insertmacro Try "$FormerDir" "as before" "0"
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
  Call CanUseDocs
  ${If} $0 != "1"
    !insertmacro Stop 4 "${TEXT_DOCS_WRONG}"
  ${EndIf}
  ${Note} "into $INSTDIR ($Place), workbook in $Docs, former version: $Former"
  ${If} ${Silent}
  ${AndIf} $Repair == 0
    Call IsThere
    ${If} $0 == "1"
      Call TrustIt
      ${Note} "this version is there: nothing to do"
      FileClose $Log
      SetErrorLevel 0
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd
