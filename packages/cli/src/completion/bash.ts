import type { CommandWords } from "./grammar.js";

/** A script for bash: commands first, then flags behind a dash, and files everywhere else. */
export function renderBash(commands: readonly CommandWords[]): string {
  const cases = commands.map(({ name, flags }) => {
    const words = flags.map((flag) => `-${flag.name}${flag.takesValue ? "=" : ""}`);
    return `    ${name}) words="${words.join(" ")}" ;;`;
  });
  return `# Completion of portcullis for bash. Use: source <(portcullis completion bash)
_portcullis() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(" ")} help" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
    help) words="${commands.map(({ name }) => name).join(" ")}" ;;
${cases.join("\n")}
  esac
  if [ "\${COMP_WORDS[1]}" = help ] || [[ "$current" == -* ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
    [[ "\${COMPREPLY[0]}" == *= ]] && compopt -o nospace 2>/dev/null
    return 0
  fi
  # Bash takes "=" for a word of its own.
  [ "$current" = "=" ] && current=""
  COMPREPLY=($(compgen -f -- "$current"))
  compopt -o filenames 2>/dev/null
  return 0
}
complete -F _portcullis portcullis
`;
}
