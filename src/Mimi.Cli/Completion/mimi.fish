# Completion of the command mimi in fish:  mimi completion fish > ~/.config/fish/completions/mimi.fish
function __mimi_complete
    set -l words (commandline -opc)
    $words[1] complete -- $words[2..-1] (commandline -ct) 2>/dev/null
end
complete -c mimi -a '(__mimi_complete)'
