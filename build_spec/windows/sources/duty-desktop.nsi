# The installer in Simplified Chinese: for one user, without an administrator.
#
# Made by build_spec/windows/installer.py, which defines VERSION, NUMBERS, TREE (the program's
# folder), FOLDERS (a list of File commands), OUTPUT, ICON, SIDE (a picture), KIB (the installed
# size), TARGET (the kind of the installer itself) and, with a certificate, SIGN (a command for the
# uninstaller).
#
# Exit codes, for silent use (/S, /D=folder as the last word): 0 done, 1 cancelled by the user,
# 2 not done: Windows too old, the program runs and does not close, or files cannot be written.

Unicode true
Target ${TARGET}
ManifestDPIAware true
ManifestSupportedOS all
ManifestLongPathAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetCompressorDictSize 64
CRCCheck force
SetDateSave on
AllowSkipFiles off

!include "MUI2.nsh"
!include "WinVer.nsh"
!include "x64.nsh"
!include "LogicLib.nsh"
!include "FileFunc.nsh"

!define NAME "履职清单"
!define ID "duty-desktop"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${ID}"
!define PROGRAM "duty-desktop.exe"
!define CONSOLE "duty-desktop-console.exe"
# What the program writes: settings, the town's own words and notes.
!define USER_DATA "$LOCALAPPDATA\duty-desktop"

Name "${NAME}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\${ID}"
InstallDirRegKey HKCU "Software\${ID}" "InstallDir"
BrandingText "${NAME} ${VERSION}"

VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=2052 "ProductName" "${NAME}"
VIAddVersionKey /LANG=2052 "FileDescription" "${NAME}安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "LGPL-3.0-or-later"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "安装${NAME} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "只为当前用户安装，不需要管理员，不需要联网。$\r$\n$\r$\n如果已经安装过，将在原处升级或修复；您的设置、自定词语和登记内容不会改动。$\r$\n$\r$\n请点“下一步”继续。"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!define MUI_FINISHPAGE_RUN_TEXT "现在打开${NAME}"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

!ifdef SIGN
!uninstfinalize '${SIGN}'
!endif

# ---- shared by installing and uninstalling ----

!macro SHARED un

# Leaves 1 in $R0 where a file of the program is in use.
Function ${un}in_use
  StrCpy $R0 0
  ${If} ${FileExists} "$INSTDIR\program\python312.dll"
    ClearErrors
    FileOpen $R1 "$INSTDIR\program\python312.dll" a
    ${If} ${Errors}
      StrCpy $R0 1
    ${Else}
      FileClose $R1
    ${EndIf}
  ${EndIf}
FunctionEnd

# Goes on once the program does not run any more; asks its windows to close where the user agrees.
Function ${un}close_running
  Call ${un}in_use
  ${If} $R0 == 0
    Return
  ${EndIf}
  MessageBox MB_OKCANCEL|MB_ICONEXCLAMATION "${NAME}正在运行。点“确定”关闭它并继续。" /SD IDOK IDOK close
  SetErrorLevel 1
  Quit
close:
  InitPluginsDir
  SetOutPath "$PLUGINSDIR"
  File "${TREE}\${PROGRAM}"
  # The copy here outlives the one that is replaced.
  nsExec::Exec '"$PLUGINSDIR\${PROGRAM}" --close "$INSTDIR\${PROGRAM}"'
  Pop $R2
  # Its windows are gone before it is: up to ten seconds more.
  ${For} $R3 1 20
    Call ${un}in_use
    ${If} $R0 == 0
      Return
    ${EndIf}
    Sleep 500
  ${Next}
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${NAME}还没有关闭（可能有窗口在等您回答，或命令行正在使用）。请关闭它，再点“重试”。" /SD IDCANCEL IDRETRY close
  SetErrorLevel 2
  Quit
FunctionEnd

# Deletes what program\files.txt names, the list itself last, and folders only where they are empty.
Function ${un}remove_files
  ClearErrors
  FileOpen $R1 "$INSTDIR\program\files.txt" r
  ${If} ${Errors}
    Return
  ${EndIf}
  ${Do}
    ClearErrors
    FileRead $R1 $R2
    ${If} ${Errors}
      ${Break}
    ${EndIf}
    # Without the end of line.
    StrCpy $R3 $R2 1 -1
    ${If} $R3 == "$\n"
      StrCpy $R2 $R2 -1
    ${EndIf}
    StrCpy $R3 $R2 1 -1
    ${If} $R3 == "$\r"
      StrCpy $R2 $R2 -1
    ${EndIf}
    Call ${un}is_below
    ${If} $R3 == 0
      ${Continue}
    ${EndIf}
    StrCpy $R3 $R2 1 -1
    ${If} $R3 == "\"
      RMDir "$INSTDIR\$R2"
    ${ElseIf} $R2 != "program\files.txt"
      Delete "$INSTDIR\$R2"
    ${EndIf}
  ${Loop}
  FileClose $R1
  Delete "$INSTDIR\program\files.txt"
  RMDir "$INSTDIR\program"
FunctionEnd

# Leaves 1 in $R3 where the line in $R2 names something below the program's folder, nothing else.
Function ${un}is_below
  StrCpy $R3 0
  ${If} $R2 == ""
    Return
  ${EndIf}
  StrCpy $R4 $R2 1
  ${If} $R4 == "\"
    Return
  ${EndIf}
  StrLen $R5 $R2
  StrCpy $R6 0
  ${While} $R6 < $R5
    StrCpy $R4 $R2 2 $R6
    ${If} $R4 == ".."
      Return
    ${EndIf}
    StrCpy $R4 $R2 1 $R6
    ${If} $R4 == ":"
      Return
    ${EndIf}
    IntOp $R6 $R6 + 1
  ${EndWhile}
  StrCpy $R3 1
FunctionEnd
!macroend

!insertmacro SHARED ""
!insertmacro SHARED "un."

# ---- installing ----

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "${NAME}需要 64 位的 Windows 10（1809 版）或更新版本；这台电脑上的 Windows 是 32 位的，不能安装。" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  ${IfNot} ${AtLeastBuild} 17763
    MessageBox MB_OK|MB_ICONSTOP "${NAME}需要 64 位的 Windows 10（1809 版）或更新版本；这台电脑上的 Windows 版本太旧，不能安装。" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  SetShellVarContext current
FunctionEnd

Section
  Call close_running
  Call remove_files
  # The list comes first: whatever is interrupted from here on can be removed or repaired by it.
  ClearErrors
  SetOutPath "$INSTDIR\program"
  File "${TREE}\program\files.txt"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "写不了文件夹“$INSTDIR”，没有安装。请换一个位置。" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "Software\${ID}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KIB}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  !include "${FOLDERS}"
  SetOutPath "$INSTDIR"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}" "" "$INSTDIR\${PROGRAM}" 0 SW_SHOWNORMAL "" "查找、阅读、打印履职事项"
  CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${PROGRAM}" "" "$INSTDIR\${PROGRAM}" 0 SW_SHOWNORMAL "" "查找、阅读、打印履职事项"
  SetErrorLevel 0
SectionEnd

# ---- uninstalling ----

Function un.onInit
  SetShellVarContext current
  ${IfNot} ${FileExists} "$INSTDIR\program\files.txt"
    MessageBox MB_OK|MB_ICONSTOP "这个文件夹里没有安装${NAME}，没有删除任何东西。" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
FunctionEnd

Section "Uninstall"
  Call un.close_running
  Call un.remove_files
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\${ID}"
  ${If} ${FileExists} "${USER_DATA}\*.*"
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON1 "保留您的数据吗？$\r$\n$\r$\n设置、自定词语和登记内容在“${USER_DATA}”。选“是”保留，以后重新安装可以继续使用；选“否”将永久删除。" /SD IDYES IDYES kept
    RMDir /r "${USER_DATA}"
  ${EndIf}
kept:
  SetErrorLevel 0
SectionEnd
