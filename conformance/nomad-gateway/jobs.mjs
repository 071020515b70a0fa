// Jobs and policies that know each other.

export const policies = {
  limit: [
    "submit-job",
    "hard-mandatory",
    "main = rule { all job.task_groups as tg { tg.count < 5 } }\n",
  ],
  "no-batch": ["submit-job", "soft-mandatory", 'main = rule { job.type is not "batch" }\n'],
  "has-team": [
    "submit-job",
    "advisory",
    'print("this job belongs to nobody")\nmain = rule { "team" in keys(job.meta else {}) }\n',
  ],
  "sees-all": [
    "submit-job",
    "hard-mandatory",
    `main = rule { job.region is "global" and namespace.name is job.namespace and nomad_acl_token.accessor_id is job.nomad_token_id and
	nomad_acl_token.secret_id is "" and job_exists is (existing_job is not null) and
	(not job_exists or (existing_job.id is job.id and existing_job.job_modify_index > 0 and existing_job.status is not "")) }\n`,
  ],
  "reads-a-variable": [
    "submit-job",
    "hard-mandatory",
    'import "nomad_var"\nmain = rule { job.priority < int(nomad_var.get("nomad/sentinel/limits").priority) }\n',
  ],
  "closed-volumes": [
    "submit-host-volume",
    "hard-mandatory",
    'main = rule { (volume.parameters["mode"] else "") is "0750" and volume.state is "pending" }\n',
  ],
};

const script = "while true; do echo serving; sleep 0.2; done";

/** A service in Nomad's language for jobs, which starts without a deployment that would hold up the next. */
export function service(id, { count = 1, team = "shop", priority = 50, marker = "" } = {}) {
  return `job "${id}" {
  priority = ${priority}
  ${team === null ? "" : `meta { team = "${team}" }`}
  update {
    max_parallel = 0
  }
  group "web" {
    count = ${count}
    scaling {
      min = 1
      max = 20
    }
    task "main" {
      driver = "raw_exec"
      env { MARKER = "${marker}" }
      config {
        command = "/bin/sh"
        args    = ["-c", "${script}"]
      }
      resources {
        cpu    = 10
        memory = 10
      }
    }
  }
}
`;
}

/** A batch that waits to be dispatched. */
export const batch = `job "report" {
  type = "batch"
  meta { team = "shop" }
  parameterized {
    meta_optional = ["day"]
  }
  group "once" {
    task "main" {
      driver = "raw_exec"
      config {
        command = "/bin/true"
      }
      resources {
        cpu    = 10
        memory = 10
      }
    }
  }
}
`;

/** A host volume, as the command reads it. */
export function volume(name, mode) {
  return `name      = "${name}"
type      = "host"
plugin_id = "mkdir"
parameters = { mode = "${mode}" }
capability {
  access_mode     = "single-node-writer"
  attachment_mode = "file-system"
}
`;
}
