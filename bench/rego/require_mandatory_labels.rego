# METADATA
# title: Mandatory labels
# description: The decision of examples/policies/require-mandatory-labels.sentinel.
package portcullis.require_mandatory_labels

mandatory_labels := ["cost-center", "environment", "owner"]

deny contains message if {
	some resource in input.resource_changes
	carries_labels(resource)
	missing := [key | some key in mandatory_labels; not has_label(resource, key)]
	count(missing) > 0
	message := sprintf(
		"%s: the plan has no value for the labels %s",
		[resource.address, concat(", ", missing)],
	)
}

carries_labels(resource) if {
	resource.mode == "managed"
	resource.change.after != null
	can_be_labelled(resource)
}

can_be_labelled(resource) if resource.type == "google_sql_database_instance"

can_be_labelled(resource) if resource.change.after.terraform_labels

can_be_labelled(resource) if resource.change.after_unknown.terraform_labels

has_label(resource, key) if {
	value := labels_of(resource)[key]
	not value in {"", null}
}

labels_of(resource) := resource.change.after.settings[0].user_labels if {
	resource.type == "google_sql_database_instance"
}

labels_of(resource) := resource.change.after.terraform_labels if {
	resource.type != "google_sql_database_instance"
}
