# Prints what zsh offers at the end of a line, one word a line: zsh -f offer.zsh SCRIPT LINE. Completion lives in
# the line editor alone, so a shell on a terminal of its own is typed to, and what it would add is printed.

zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'PROMPT=; autoload -Uz compinit; compinit -D -u; source '${(q)1}'
bindkey "^I" complete-word
say() { print -r -- "<$1>" }; opened() { say begin }; closed() { say end; exit }
compprefuncs=(opened); comppostfuncs=(closed)
compadd() {
  local -a hits
  [[ " $* " == *" -[OAD] "* ]] || { builtin compadd -O hits "$@"; print -rl -- $hits }
  builtin compadd "$@"
}
say ready'
until [[ $line == *"<ready>"* ]]; do zpty -r shell line || exit 1; done
zpty -n -w shell "$2"$'\t'
until [[ $line == *"<begin>"* ]]; do zpty -r shell line || exit 1; done
while zpty -r shell line && [[ $line != *"<end>"* ]]; do print -r -- ${line%%$'\r'*}; done
