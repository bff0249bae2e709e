@echo off
rem Starts IOVAtlas on a JDK 25 or newer, wherever this folder has been moved to.
rem
rem IOVATLAS_JDK           the JDK to use; nothing else is tried then
rem IOVATLAS_JAVA_OPTIONS  more options for java, separated by spaces
rem
rem Ends with the program's own code (0 to 4), or with 127 when no JDK 25 was found.
setlocal EnableExtensions DisableDelayedExpansion
set "HERE=%~dp0.."
set "JDK="

if defined IOVATLAS_JDK (
    call :suits "%IOVATLAS_JDK%"
    goto :found
)
if defined JAVA_HOME call :suits "%JAVA_HOME%"
for %%j in (java.exe) do if not "%%~$PATH:j"=="" call :suits "%%~dp$PATH:j.."
call :suits "%HERE%\runtime"
for %%v in ("Eclipse Adoptium" "Java" "Microsoft" "Zulu" "BellSoft" "Amazon Corretto") do (
    for /d %%d in ("%ProgramFiles%\%%~v\*") do call :suits "%%~d"
)
for /d %%d in ("%USERPROFILE%\.jdks\*") do call :suits "%%~d"

:found
if not defined JDK (
    echo iovatlas: no JDK 25 or newer was found. Looked for one in 1>&2
    echo   %%IOVATLAS_JDK%%, %%JAVA_HOME%%, java on the PATH, the folder runtime beside bin, 1>&2
    echo   the vendors' folders in %ProgramFiles% and .jdks in %USERPROFILE%. 1>&2
    echo Install one, or set IOVATLAS_JDK to its folder, the one that holds bin\java.exe. 1>&2
    exit /b 127
)

rem The command line wants a quick start, the window a fast run.
set "MODE=window"
set "FIRST=%~1"
if defined FIRST if "%FIRST:~0,1%"=="-" set "MODE=command"
if "%FIRST%"=="-" set "MODE=window"
if "%FIRST%"=="--demo" set "MODE=window"
for %%c in (capture check compare explain fault groups import msi render replay verify windows) do (
    if "%FIRST%"=="%%c" set "MODE=command"
)

rem Without -Xlog:disable a cache made by another JDK is mentioned on standard output.
set "QUICK="
if "%MODE%"=="command" (
    set QUICK=-Xlog:disable "-XX:AOTCache=%HERE%\lib\iovatlas.aot" -XX:+UseSerialGC ^
        -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Djava.awt.headless=true
)
"%JDK%\bin\java.exe" %QUICK% %IOVATLAS_JAVA_OPTIONS% -jar "%HERE%\lib\iovatlas.jar" %*
exit /b %ERRORLEVEL%

rem Sets JDK to the first folder that is the home of a JDK 25 or newer, by its release file.
:suits
if defined JDK exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f "tokens=2 delims==." %%v in ('findstr /b "JAVA_VERSION=" "%~1\release"') do (
    for /f "delims=-+" %%m in ("%%~v") do if %%~m GEQ 25 set "JDK=%~1"
)
exit /b 0
