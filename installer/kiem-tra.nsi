; What the Start menu's links start, beside Python: it speaks where Python itself is broken and
; cannot. Built by "python -m installer", which defines VERSION, TEXTS, OUTFILE and PYTHON.
;
; All arguments go on to kiem-tra.pyw. /S shows no box. Exit code: that of the check, 1 where there
; is no Python to check anything. No plug-in: its library would run out of %TEMP%.
Target amd64-unicode
Unicode true
SetCompressor zlib
!include LogicLib.nsh
!include FileFunc.nsh
!include "${TEXTS}"

; Of its own: a copy that is damaged says so, in a box, in the language of staff.
LoadLanguageFile "${NSISDIR}/Contrib/Language files/Vietnamese.nlf"
Name "BoChiSo"
Caption "${TEXT_CHECK_CAPTION}"
OutFile "${OUTFILE}"
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS all
CRCCheck force
; One window, so that whoever waits sees that something goes on; nothing is installed. Not silent
; by itself: a copy of it that is damaged would end without a word.
ShowInstDetails nevershow
AutoCloseWindow true
BrandingText "BoChiSo ${VERSION}"
SubCaption 3 " "
Page instfiles
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "BoChiSo"
VIAddVersionKey "FileDescription" "${TEXT_LINK_CHECK}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "CompanyName" "BoChiSo"
VIAddVersionKey "LegalCopyright" "BoChiSo"

; What this Python says where it runs: one that cannot start ends with 1, as a check that finds
; something does.
!define RUNS 42

!macro Need file
  ${IfNot} ${FileExists} "$EXEDIR\${file}"
    StrCpy $1 "$1, ${file}"
  ${EndIf}
!macroend

Section
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/S" $R2
  StrCpy $R1 ""
  ${IfNot} ${Errors}
    StrCpy $R1 "--im-lang"
  ${EndIf}
  StrCpy $1 ""
  !insertmacro Need "pythonw.exe"
  !insertmacro Need "${PYTHON}.dll"
  !insertmacro Need "${PYTHON}.zip"
  !insertmacro Need "${PYTHON}._pth"
  !insertmacro Need "vcruntime140.dll"
  !insertmacro Need "kiem-tra.pyw"
  ${If} $1 != ""
    StrCpy $1 $1 "" 2
    StrCpy $2 "${TEXT_CHECK_MISSING}"
  ${Else}
    SetDetailsPrint textonly
    DetailPrint "${TEXT_CHECK_RUNS}"
    SetDetailsPrint none   ; else it says what it starts
    ClearErrors
    ExecWait '"$EXEDIR\pythonw.exe" -B -c "raise SystemExit(${RUNS})"' $0
    ${IfNot} ${Errors}
    ${AndIf} $0 == ${RUNS}
      ExecWait '"$EXEDIR\pythonw.exe" -B "$EXEDIR\kiem-tra.pyw" $R1 $R0' $0
      ; What is to be sent lies in a folder that Windows hides from staff.
      ${If} $R0 != ""
      ${AndIf} $R1 == ""
        ExecShell "open" "$LOCALAPPDATA\BoChiSo"
      ${EndIf}
      SetErrorLevel $0
      Quit
    ${EndIf}
    StrCpy $2 "${TEXT_CHECK_NO_START}"
  ${EndIf}
  ; In the place of the check's own report, which would still say what was true before.
  CreateDirectory "$LOCALAPPDATA\BoChiSo"
  FileOpen $3 "$LOCALAPPDATA\BoChiSo\${REPORT}" w
  FileWriteUTF16LE /BOM $3 "$2$\r$\n"
  FileClose $3
  ${If} $R1 == ""
    MessageBox MB_OK|MB_ICONEXCLAMATION "$2"
  ${EndIf}
  SetErrorLevel 1
SectionEnd
