import type { PlainCommand } from '../command.ts';
import { exitCodes } from '../faults.ts';

/**
 * Each script asks `etw __complete <shell> <words…>`, the last word being the one to complete, and takes lines of
 * a value, a tab and what it stands for; the line `:files` says that the shell completes names of files.
 */
const scripts = {
  bash: `# Completion of etw for bash. In ~/.bashrc: source <(etw completion bash)
_etw() {
  local value about
  COMPREPLY=()
  while IFS=$'\\t' read -r value about; do
    if [[ $value == :files ]]; then
      compopt -o filenames 2>/dev/null
      while IFS= read -r value; do COMPREPLY+=("$value"); done < <(compgen -f -- "\${COMP_WORDS[COMP_CWORD]#[=:]}")
      return
    fi
    [[ $value == *= ]] && compopt -o nospace 2>/dev/null
    [[ $value == *[!A-Za-z0-9_./:=@%+,-]* ]] && [[ $value == *[[:space:][:punct:]]* ]] && printf -v value '%q' "$value"
    COMPREPLY+=("$value")
  done < <(etw __complete bash "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _etw etw
`,
  zsh: `#compdef etw
# Completion of etw for zsh. In ~/.zshrc, after compinit: source <(etw completion zsh)
_etw() {
  local line value about
  local -a lines values open
  lines=("\${(@f)$(etw __complete zsh "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ $lines[1] == :files ]]; then
    compset -P '--*='
    _files
    return
  fi
  for line in $lines; do
    [[ -n $line ]] || continue
    value=\${\${line%%$'\\t'*}//:/\\\\:} about=\${line#*$'\\t'}
    if [[ $value == *= ]]; then open+=("$value:$about"); else values+=("$value\${about:+:$about}"); fi
  done
  (( $#values )) && _describe -V etw values
  (( $#open )) && _describe -V etw open -S ''
}
if [[ $funcstack[1] == _etw ]]; then _etw "$@"; else compdef _etw etw; fi
`,
  fish: `# Completion of etw for fish: etw completion fish > ~/.config/fish/completions/etw.fish
function __etw_complete
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    set -l lines (etw __complete fish $words[2..-1] "$word" 2>/dev/null)
    if test "$lines[1]" = :files
        __fish_complete_path (string replace -r -- '^--[^=]*=' '' "$word")
    else
        printf '%s\\n' $lines
    end
end
complete -c etw -f -k -a '(__etw_complete)'
`,
  // The last word goes with a sign before it, since older shells leave empty arguments out.
  powershell: `# Completion of etw for PowerShell. In $PROFILE: etw completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName etw -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
    etw __complete powershell @words "+$wordToComplete" 2>$null | Where-Object { $_ -ne ':files' } | ForEach-Object {
        $value, $about = $_ -split "\`t", 2
        $text = if ($value -match '[^\\w./:=@%+-]') { "'" + ($value -replace "'", "''") + "'" } else { $value }
        if (-not $about) { $about = $value }
        [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $about)
    }
}
`,
} as const;

/** Prints the script that teaches a shell to complete commands, options, choices and ids. */
export const completion: PlainCommand = {
  name: 'completion',
  argument: { name: 'shell', choices: Object.keys(scripts) },
  async run({ world }, { argument = '' }) {
    world.stdout.write(scripts[argument as keyof typeof scripts]);
    return exitCodes.done;
  },
};
