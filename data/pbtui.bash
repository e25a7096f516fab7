# bash completion for pbtui: commands, their options, books, views and formats.
# Books and views are asked of the program, so new ones need nothing here.

_pbtui_books() {
    "${COMP_WORDS[0]}" list --books --format csv 2>/dev/null |
        tail -n +2 | cut -d, -f1
}

_pbtui_sheets() {
    "${COMP_WORDS[0]}" upload --format csv 2>/dev/null |
        tail -n +2 | cut -d, -f1
}

_pbtui_forms() {
    "${COMP_WORDS[0]}" print --list --format csv 2>/dev/null |
        tail -n +2 | cut -d, -f1
}

_pbtui_views() {
    "${COMP_WORDS[0]}" list --books --format json 2>/dev/null |
        sed -n "s/^{\"book\": \"$1\".*\"views\": \"\(.*\)\"}/\1/p" |
        sed 's/（[^）]*）//g'
}

# The first two words that are no option and no option's value.
_pbtui_words() {
    local i word
    command='' book=''
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        case $word in
        -d | --db) ((i++)) ;;
        -*) ;;
        *)
            if [[ -z $command ]]; then
                command=$word
            elif [[ -z $book ]]; then
                book=$word
            fi
            ;;
        esac
    done
}

_pbtui_options() {
    local common='--db --readonly --help'
    local formats='--format --output --force --encoding'
    local reveals='--reveal --reason'
    case $1 in
    '') echo '--db --readonly --version --help' ;;
    init) echo "$common --org --founded --committee --no-committee --groups" ;;
    list) echo "$common $formats $reveals --books --view --find --month" \
        "--quarter --half --year --from --to --as-of --branch" \
        "--all-branches --sort --kind" ;;
    find) echo "$common $formats --month --quarter --half --year --from --to" \
        "--branch" ;;
    show) echo "$common $formats $reveals --as-of --branch" ;;
    add | set | void) echo "$common --branch --reason" ;;
    undo) echo "$common $formats --list" ;;
    roll) echo "$common $formats --branch" ;;
    collect) echo "$common $formats --branch --all-due --on --method --by" \
        "--proof --reason --large --delay --refresh --post --cash --notes" \
        "--close" ;;
    step) echo "$common $formats --on --reason --back --again --end --reopen --audit --as-of --branch" ;;
    duties) echo "$common $formats --month --year --as-of --branch" \
        "--all-branches" ;;
    rates) echo "$common $formats --month --quarter --half --year --from" \
        "--to --as-of --branch --kind --absent" ;;
    export) echo "$common $reveals --template --ids --encoding --view --find" \
        "--month --quarter --half --year --from --to --as-of --branch" \
        "--kind --output --force" ;;
    import) echo "$common $formats --dry-run --map --encoding --sheet --take" \
        "--skip-bad --bad --list --undo --branch --reason" ;;
    figures) echo "$common $formats --month --quarter --half --year --from" \
        "--to --as-of --branch --all-branches --rows" ;;
    inspect) echo "$common $formats --list --month --quarter --half --year" \
        "--from --to --as-of --branch" ;;
    report) echo "$common --list --month --quarter --half --year --from --to" \
        "--rows --as-of --branch -o --output --force" ;;
    print) echo "$common $formats --list --month --quarter --half --year" \
        "--from --to --kind --as-of --branch --printer --copies --duplex --pages" \
        "--as-issued --edition" ;;
    compare) echo "$common $formats --sheet --encoding --map --accept" \
        "--ignore --back --headcount --reason --as-of --branch" ;;
    upload) echo "$common $formats $reveals --done --back --list --on --month" \
        "--quarter --half --year --from --to --as-of --branch" ;;
    seal) echo "$common --branch" ;;
    unseal) echo "$common --branch --reason --second" ;;
    check) echo "$common --anchor" ;;
    keys | config) echo "$common $formats" ;;
    *) echo "$common" ;;
    esac
}

_pbtui() {
    local current=${COMP_WORDS[COMP_CWORD]}
    local previous=${COMP_WORDS[COMP_CWORD - 1]}
    local commands='init demo list find show add set void undo redo roll
        collect step duties rates import figures report inspect print compare upload export seal unseal check backup keys config help'
    local command book words=''
    _pbtui_words
    COMPREPLY=()
    case $previous in
    -d | --db | -o | --output)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
        return
        ;;
    -F | --format) words='text csv json xlsx pdf' ;;
    --encoding) words='utf-8 gb18030 utf-16' ;;
    --method) words='现金 转账 线上' ;;
    -P | --printer) words=$(lpstat -e 2>/dev/null) ;;
    -v | --view) words=$(_pbtui_views "$book") ;;
    *)
        if [[ $current == -* ]]; then
            words=$(_pbtui_options "$command")
        elif [[ -z $command || $command == help ]]; then
            words=$commands
        elif [[ $command =~ ^(list|show|add|set|void|export|import)$ && -z $book ]]; then
            words=$(_pbtui_books)
        elif [[ $command == print && -z $book ]]; then
            words=$(_pbtui_forms)
        elif [[ $command == upload && -z $book ]]; then
            words=$(_pbtui_sheets)
        elif [[ $command == backup || $command == demo ||
            $command == compare || $command == import ]]; then
            compopt -o filenames 2>/dev/null
            mapfile -t COMPREPLY < <(compgen -f -- "$current")
            return
        fi
        ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -F _pbtui pbtui
