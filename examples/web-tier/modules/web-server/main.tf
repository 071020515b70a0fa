resource "google_compute_instance" "this" {
  name         = "${var.name}-web-${var.zone}"
  zone         = var.zone
  machine_type = var.machine_type
  tags         = ["web"]

  boot_disk {
    initialize_params {
      image = "debian-cloud/debian-12"
      size  = 20
    }
  }

  network_interface {
    subnetwork = var.subnetwork
  }

  service_account {
    email  = var.service_account_email
    scopes = ["cloud-platform"]
  }

  shielded_instance_config {
    enable_secure_boot = true
  }
}

resource "google_compute_instance_group" "this" {
  name      = "${var.name}-web-${var.zone}"
  zone      = var.zone
  instances = [google_compute_instance.this.self_link]

  named_port {
    name = "http"
    port = 8080
  }
}
