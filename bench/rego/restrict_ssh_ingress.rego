# METADATA
# title: SSH from the internet
# description: The decision of examples/policies/restrict-ssh-ingress.sentinel.
package portcullis.restrict_ssh_ingress

default allow := false

allow if count(violations) == 0

ssh_port := 22

internet := `^([0-9.]+/[0-7]|.*:.*/[0-3])$`

violations contains firewall.address if {
	some firewall in input.resource_changes
	firewall.type == "google_compute_firewall"
	firewall.change.after != null
	is_in_force(firewall.change.after)
	is_open(firewall.change.after)
	some block in object.get(firewall.change.after, "allow", [{}])
	allows_ssh(block)
}

is_in_force(planned) if {
	object.get(planned, "direction", "INGRESS") != "EGRESS"
	object.get(planned, "disabled", false) != true
}

is_open(planned) if not has_ranges(planned)

is_open(planned) if {
	has_ranges(planned)
	some source in planned.source_ranges
	is_internet(source)
}

has_ranges(planned) if count(planned.source_ranges) > 0

is_internet(source) if source == null

is_internet(source) if regex.match(internet, source)

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
