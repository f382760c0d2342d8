@echo off
rem Runs the version in use. Untested.
setlocal
if exist "%~dp0upgrading.json" (
  echo shoufa is being upgraded, or an upgrade was cut off: run install.cmd of the new bundle again.
  exit /b 4
)
set /p VERSION=<"%~dp0current"
set "USED=%~dp0versions\%VERSION%"
"%USED%\venv\Scripts\python.exe" -E -s -X utf8 "%USED%\app\scripts\installer\start.py" %*
