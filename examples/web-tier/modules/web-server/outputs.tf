output "instance_group" {
  description = "Self link of the group that holds the server."
  value       = google_compute_instance_group.this.self_link
}
