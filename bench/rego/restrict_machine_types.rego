# METADATA
# title: Machine types
# description: The decision of examples/policies/restrict-machine-types.sentinel.
package portcullis.restrict_machine_types

default allow := false

allow if count(violations) == 0

approved := {
	"e2-micro",
	"e2-small",
	"e2-medium",
	"e2-standard-2",
	"e2-standard-4",
	"n2-standard-4",
}

machine_resources := {
	"google_compute_instance",
	"google_compute_instance_template",
	"google_compute_region_instance_template",
}

violations contains machine.address if {
	some machine in input.resource_changes
	machine.type in machine_resources
	machine.mode == "managed"
	machine.change.after != null
	not machine_type_of(machine) in approved
}

machine_type_of(machine) := type if {
	parts := split(machine.change.after.machine_type, "/")
	type := parts[count(parts) - 1]
}
