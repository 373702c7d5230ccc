; A program that stands for Python in a setup without one: what it ends with stands beside it, in
; tra-loi.ini, by the switch that it is told; so does what it gives as its reason. It notes what it
; was told.
Target amd64-unicode
Unicode true
SetCompressor zlib
OutFile "${OUTFILE}"
Name "Python"
RequestExecutionLevel user
SilentInstall silent
!include LogicLib.nsh
!include FileFunc.nsh
!include WordFunc.nsh

!macro Answer switch
  ClearErrors
  ${WordFind} "$R0 " "${switch}" "E+1{" $1
  ${IfNot} ${Errors}
    ReadINIStr $0 "$EXEDIR\tra-loi.ini" "${switch}" "code"
    ReadINIStr $2 "$EXEDIR\tra-loi.ini" "${switch}" "reason"
  ${EndIf}
!macroend

Section
  ${GetParameters} $R0
  FileOpen $1 "$EXEDIR\loi-goi.txt" a
  FileSeek $1 0 END
  FileWriteUTF16LE $1 "$R0$\r$\n"
  FileClose $1
  StrCpy $0 "0"
  StrCpy $2 ""
  !insertmacro Answer "--cai-dat"
  !insertmacro Answer "--tai-cho"
  !insertmacro Answer "SystemExit(42)"
  ${WordFind} "$R0" "--ly-do=" "E+1}" $3
  ${If} $2 != ""
    StrCpy $3 $3 -1   ; a quote
    FileOpen $1 $3 w
    FileWriteUTF16LE $1 "$2$\r$\n"
    FileClose $1
  ${EndIf}
  SetErrorLevel $0
SectionEnd
