# Bucket names are global: the suffix keeps ours free.
resource "random_id" "assets" {
  byte_length = 4
}

resource "google_storage_bucket" "assets" {
  name                        = "${local.name}-assets-${random_id.assets.hex}"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  versioning {
    enabled = true
  }

  lifecycle_rule {
    action {
      type = "Delete"
    }
    condition {
      num_newer_versions = 3
    }
  }
}

resource "google_storage_bucket_iam_member" "web_reads_assets" {
  bucket = google_storage_bucket.assets.name
  role   = "roles/storage.objectViewer"
  member = google_service_account.web.member
}

resource "google_sql_database_instance" "orders" {
  name                = "${local.name}-orders"
  database_version    = "POSTGRES_16"
  deletion_protection = true

  # Cloud SQL can use the private range only once the peering exists.
  depends_on = [google_service_networking_connection.private_services]

  settings {
    tier              = "db-custom-2-7680"
    availability_type = "REGIONAL"

    # The provider's default labels do not reach nested blocks.
    user_labels = local.labels

    backup_configuration {
      enabled                        = true
      point_in_time_recovery_enabled = true
    }

    ip_configuration {
      ipv4_enabled    = false
      private_network = google_compute_network.main.id
      ssl_mode        = "ENCRYPTED_ONLY"
    }
  }
}

resource "google_sql_database" "orders" {
  name     = "orders"
  instance = google_sql_database_instance.orders.name
}

resource "google_sql_user" "web" {
  name     = "web"
  instance = google_sql_database_instance.orders.name
  password = var.database_password
}
