; The data folder that all Windows users of the PC share. Without the grant (S-1-5-32-545: Users; modify, inherited) a second
; Windows user could not write the first one's files. What is inside is encrypted; the key stays with each user.
!macro customInstall
  ReadEnvStr $R0 ProgramData
  CreateDirectory "$R0\Mot Cua"
  nsExec::Exec '"$SYSDIR\icacls.exe" "$R0\Mot Cua" /grant *S-1-5-32-545:(OI)(CI)M'
  Pop $R1
!macroend
