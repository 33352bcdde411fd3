# Completion of the command mimi in bash. In ~/.bashrc:  source <(mimi completion bash)
_mimi() {
    local IFS=$'\n'
    COMPREPLY=($("${COMP_WORDS[0]}" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -o bashdefault -F _mimi mimi
