@echo off
rem Double-click: opens the desk that is installed in WSL (~/shoufa) in the browser of Windows. Untested.
start "" /min cmd /c "timeout /t 6 /nobreak >nul & start http://127.0.0.1:8765/"
wsl.exe -- sh -lc "exec ~/shoufa/bin/shoufa --office \"$(head -n 1 ~/shoufa/offices)\" desk"
if errorlevel 1 pause
