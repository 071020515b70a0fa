// The functions of imports as the language's own code, for mocks.

/** `module` of a first-generation import, over the map `_modules` of the same mock. */
export const moduleFunctionText = `module = func(path) {
	if types.type_of(path) is not "list" {
		error("expected list, got", types.type_of(path))
	}

	names = []
	for path as name {
		append(names, "module." + name)
	}

	if length(names) is 0 {
		return _modules.root
	}

	return _modules[strings.join(names, ".")] else null
}
`;

/** `strip_index` of `tfconfig/v2`: nothing within brackets is kept, quoted brackets included. */
export const stripIndexText = `strip_index = func(addr) {
	stripped = ""
	in_key = false
	in_quotes = false
	escaped = false
	for strings.split(addr, "") as character {
		if in_quotes {
			if escaped {
				escaped = false
			} else if character is "\\\\" {
				escaped = true
			} else if character is "\\"" {
				in_quotes = false
			}
		} else if character is "[" {
			in_key = true
		} else if character is "." {
			in_key = false
			stripped = stripped + character
		} else if in_key {
			in_quotes = character is "\\""
		} else {
			stripped = stripped + character
		}
	}

	return stripped
}
`;
