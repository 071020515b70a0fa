output "assets_bucket" {
  description = "Bucket of the static assets."
  value       = google_storage_bucket.assets.name
}

output "database_connection_name" {
  description = "What the Cloud SQL connectors dial."
  value       = google_sql_database_instance.orders.connection_name
}

output "web_instance_groups" {
  description = "Backends for the load balancer, by zone."
  value       = { for zone, server in module.web : zone => server.instance_group }
}
