mock "tfplan/v2" {
  module {
    source = "../../testdata/mock-tfplan-fail.sentinel"
  }
}

mock "http" {
  data = { "body": "{\"ok\": true}", status_code: 200 }
}

param "message" {
  value = <<-EOT
    Ask the team "platform"
      in $${channel}.
  EOT
}

param "ports" { value = [22, 3380] }

test {
  rules = {
    main        = false
    "tags_rule" = true
  }
}
