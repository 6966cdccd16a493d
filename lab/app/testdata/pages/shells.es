$ sockLab completion bash
# Autocompletado de sockLab para bash. Solo por ahora:  source <(sockLab completion bash)
# Para siempre: sockLab completion bash >~/.local/share/bash-completion/completions/sockLab
_sockLab() {
  local cur=${COMP_WORDS[COMP_CWORD]} word line tab=$'\t'
  local -a before
  [[ $cur == = ]] && cur= # bash takes --option=value as three words
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [[ $word == = ]] || before+=("$word")
  done
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == :files ]]; then
      while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$cur")
    else
      COMPREPLY+=("${line%%"$tab"*}")
    fi
  done < <("${COMP_WORDS[0]}" complete -- "${before[@]}" "=$cur" 2>/dev/null)
}
complete -o filenames -F _sockLab sockLab
$ sockLab completion zsh
#compdef sockLab
# Autocompletado de sockLab para zsh. Solo por ahora:  source <(sockLab completion zsh)
# Para siempre: como fichero _sockLab, en una carpeta de $fpath
_sockLab() {
  local line files tab=$'\t'
  local -a found
  for line in ${(f)"$($words[1] complete -- "${(@)words[2,CURRENT-1]}" "=$words[CURRENT]" 2>/dev/null)"}; do
    if [[ $line == :files ]]; then
      files=1
    else
      found+=("${line/$tab/:}")
    fi
  done
  (( $#found )) && _describe sockLab found
  [[ -n $files ]] && _files
}
if [[ $funcstack[1] == _sockLab ]]; then
  _sockLab "$@"
else
  compdef _sockLab sockLab
fi
$ sockLab completion fish
# Autocompletado de sockLab para fish. Solo por ahora:  sockLab completion fish | source
# Para siempre: sockLab completion fish >~/.config/fish/completions/sockLab.fish
function __sockLab_complete
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    for line in ($before[1] complete -- $before[2..-1] "=$current" 2>/dev/null)
        if test "$line" = :files
            __fish_complete_path "$current"
        else
            echo $line
        end
    end
end
complete -c sockLab -f -a '(__sockLab_complete)'
$ sockLab completion powershell
# Autocompletado de sockLab para PowerShell. Solo por ahora:
# sockLab completion powershell | Out-String | Invoke-Expression
# Para siempre: esa misma orden, en el fichero $PROFILE
Register-ArgumentCompleter -Native -CommandName sockLab -ScriptBlock {
    param($current, $ast, $cursor)
    $words = @($ast.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor -or -not $current } | ForEach-Object { $_.ToString() })
    $program, $before = $words
    foreach ($line in @(& $program complete '--' @before "=$current" 2>$null)) {
        if ($line -eq ':files') {
            Get-ChildItem -Name "$current*" | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
        } else {
            $word, $meaning = $line -split "`t"
            if (-not $meaning) { $meaning = $word }
            [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $meaning)
        }
    }
}
