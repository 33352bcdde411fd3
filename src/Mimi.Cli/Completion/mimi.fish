# Completion of the command mimi in fish:  mimi completion fish > ~/.config/fish/completions/mimi.fish
function __mimi_complete
    set -l words (commandline -opc)
    set -l found ($words[1] complete -- $words[2..-1] (commandline -ct) 2>/dev/null)
    if set -q found[1]
        printf '%s\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c mimi -f -a '(__mimi_complete)'
