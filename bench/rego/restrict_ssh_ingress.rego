# METADATA
# title: SSH from the internet
# description: The decision of examples/policies/restrict-ssh-ingress.sentinel.
package portcullis.restrict_ssh_ingress

ssh_port := 22

internet := `^([0-9.]+/[0-7]|.*:.*/[0-3])$`

deny contains message if {
	some firewall in input.resource_changes
	firewall.type == "google_compute_firewall"
	firewall.change.after != null
	is_in_force(firewall.change.after)
	sources := open_sources(firewall.change.after)
	count(sources) > 0
	some block in object.get(firewall.change.after, "allow", [{}])
	allows_ssh(block)
	message := sprintf(
		"%s: SSH (TCP port 22) is open to %s",
		[firewall.address, concat(", ", sources)],
	)
}

is_in_force(planned) if {
	object.get(planned, "direction", "INGRESS") != "EGRESS"
	object.get(planned, "disabled", false) != true
}

open_sources(planned) := ["0.0.0.0/0"] if not has_ranges(planned)

open_sources(planned) := [source |
	some source in planned.source_ranges
	regex.match(internet, source)
] if {
	has_ranges(planned)
}

has_ranges(planned) if count(planned.source_ranges) > 0

allows_ssh(block) if {
	covers_tcp(lower(object.get(block, "protocol", "all")))
	covers_ssh_port(block)
}

covers_tcp(protocol) if protocol in {"tcp", "6", "all"}

covers_ssh_port(block) if count(object.get(block, "ports", [])) == 0

covers_ssh_port(block) if {
	some port in block.ports
	bounds := split(port, "-")
	to_number(bounds[0]) <= ssh_port
	to_number(bounds[count(bounds) - 1]) >= ssh_port
}
