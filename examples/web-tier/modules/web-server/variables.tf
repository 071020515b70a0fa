variable "name" {
  description = "Prefix of the server's name."
  type        = string
}

variable "zone" {
  description = "Zone of the server."
  type        = string
}

variable "machine_type" {
  description = "Compute Engine machine type."
  type        = string
}

variable "subnetwork" {
  description = "Id of the subnetwork the server joins."
  type        = string
}

variable "service_account_email" {
  description = "Service account the server runs as."
  type        = string
}
