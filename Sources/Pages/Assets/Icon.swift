enum Icon {
    static let text = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#b4441c"/>\
        <path d="M7 24 16 7l9 17M11 18h10" fill="none" stroke="#fff" stroke-width="3.2" stroke-linecap="round" \
        stroke-linejoin="round"/></svg>
        """
}
