@echo off
rem Installs or upgrades shoufa. Untested. ASCII only, so that no code page can spoil it.
setlocal
set "PYTHONPATH=%~dp0app"
set "PYTHONDONTWRITEBYTECODE=1"
set "PYTHONUTF8=1"
set "HERE=%~dp0."
py -3.11 -P -s -m scripts.installer.main "%HERE%" %*
set "CODE=%ERRORLEVEL%"
if "%CODE%"=="9009" echo Python 3.11 is missing.
pause
exit /b %CODE%
