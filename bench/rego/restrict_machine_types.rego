# METADATA
# title: Machine types
# description: The decision of examples/policies/restrict-machine-types.sentinel.
package portcullis.restrict_machine_types

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

deny contains message if {
	some machine in input.resource_changes
	machine.type in machine_resources
	machine.mode == "managed"
	machine.change.after != null
	not is_approved(machine)
	message := sprintf(
		"%s: machine type %v is not one of %s",
		[machine.address, machine.change.after.machine_type, concat(", ", approved)],
	)
}

is_approved(machine) if machine_type_of(machine) in approved

machine_type_of(machine) := type if {
	parts := split(machine.change.after.machine_type, "/")
	type := parts[count(parts) - 1]
}
