import type { CommandWords, FlagWords } from "./grammar.js";

/** A script for zsh. */
export function renderZsh(commands: readonly CommandWords[]): string {
  const names = commands.map(({ name, summary }) => `    ${quote(`${name}:${summary}`)}`);
  const cases = commands.map(
    ({ name, flags }) =>
      `    ${name}) _arguments -S ${flags.map(renderFlag).join(" ")} '*:file:_files' ;;`,
  );
  return `#compdef portcullis
# Completion of portcullis for zsh. Use: source <(portcullis completion zsh)
_portcullis() {
  local -a commands
  commands=(
${names.join("\n")}
    'help:Explain a command'
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  shift words
  (( CURRENT-- ))
  case "$words[1]" in
    help) _describe command commands ;;
${cases.join("\n")}
  esac
}
compdef _portcullis portcullis
`;
}

function renderFlag({ name, help, takesValue }: FlagWords): string {
  const text = help.replace(/[[\]\\:]/g, "\\$&");
  return quote(takesValue ? `*-${name}=-[${text}]:value:_files` : `-${name}[${text}]`);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
