@echo off
rem Double-click: opens the desk of the first office in the browser. Untested.
call "%~dp0shoufa.cmd" open
if errorlevel 1 pause
