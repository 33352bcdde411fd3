#compdef mimi
# Completion of the command mimi in zsh. In ~/.zshrc, after compinit:  source <(mimi completion zsh)
# Or once, into a folder of $fpath:  mimi completion zsh > _mimi
_mimi() {
    local -a found
    found=("${(@f)$("${words[1]}" complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ -n "$found" ]]; then
        compadd -- "${found[@]}"
    else
        _files
    fi
}
if [[ "${funcstack[1]}" == _mimi ]]; then
    _mimi "$@"
else
    compdef _mimi mimi
fi
