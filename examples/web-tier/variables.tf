variable "project_id" {
  description = "Google Cloud project that holds the web tier."
  type        = string
}

variable "region" {
  description = "Region of the network, the database and the bucket."
  type        = string
  default     = "europe-west1"
}

variable "web_zones" {
  description = "Zones of the region; each gets one web server."
  type        = set(string)
  default     = ["europe-west1-b", "europe-west1-c"]
}

variable "environment" {
  description = "Stage of the deployment."
  type        = string

  validation {
    condition     = contains(["development", "staging", "production"], var.environment)
    error_message = "The environment must be development, staging or production."
  }
}

variable "owner" {
  description = "Team that answers for the resources."
  type        = string
}

variable "cost_center" {
  description = "Cost center that pays for the resources."
  type        = string
}

variable "analyst_source_ranges" {
  description = "Networks from which analysts may reach the reporting host over SSH."
  type        = list(string)
}

variable "database_password" {
  description = "Password of the application's database user."
  type        = string
  sensitive   = true
}
