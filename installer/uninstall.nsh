; The way back: what the setup made goes, what people made stays.
!undef UN
!define UN "un."

!macro Distrust office
  ReadRegStr $R1 HKCU "Software\Microsoft\Office\${office}\${TRUSTED}" "Path"
  ${If} $R1 == "$Docs\"
    DeleteRegKey HKCU "Software\Microsoft\Office\${office}\${TRUSTED}"
  ${EndIf}
!macroend

Function un.onInit
  SetShellVarContext current
  StrCpy $0 "go-cai-dat.log"
  Call un.OpenLog
  ReadRegStr $R1 HKLM "${KEY}" "InstallDir"
  ${If} $R1 == $INSTDIR
    SetShellVarContext all
  ${EndIf}
  ReadRegStr $Docs SHCTX "${KEY}" "Documents"   ; a page names it
FunctionEnd

Section "Uninstall"
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
  StrCpy $R2 "$INSTDIR\py"
  Call un.Rescue
  RMDir /r "$INSTDIR\py"
  RMDir /r "$INSTDIR\py.moi"
  RMDir /r "$INSTDIR\py.cu"
  Delete "$INSTDIR\phien-ban.txt"
  Delete "$INSTDIR\cap-nhat.txt"
  Delete "$INSTDIR\go-cai-dat.exe"
  RMDir "$INSTDIR"
  ; The folder is the program's own, with whatever links earlier releases laid there.
  RMDir /r "$SMPROGRAMS\BoChiSo"
  Delete "$DESKTOP\${TEXT_LINK_DESKTOP}.lnk"
  ; Another installation of this user, or another folder that is trusted, stays.
  !insertmacro Distrust "15.0"
  !insertmacro Distrust "16.0"
  ReadRegStr $R1 HKCU "${VBAKEY}\Python" "Interpreter"
  ${If} $R1 == "$INSTDIR\py\pythonw.exe"
    DeleteRegKey HKCU "${VBAKEY}"
  ${EndIf}
  ; Reports that somebody had made to send stay.
  Delete "$LOCALAPPDATA\BoChiSo\cai-dat.log"
  Delete "$LOCALAPPDATA\BoChiSo\kiem-tra.txt"
  Delete "$LOCALAPPDATA\BoChiSo\bochiso.log*"
  DeleteRegKey SHCTX "${UNKEY}"
  DeleteRegKey SHCTX "${KEY}"
  ${Note} "removed $INSTDIR; the workbooks in $Docs were left"
  FileClose $Log
SectionEnd
