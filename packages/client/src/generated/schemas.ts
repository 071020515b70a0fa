// Written by scripts/generate-client.mjs from docs/api/openapi.json. Do not edit.

export type AccountChangeRequest = {
  readonly data: {
    readonly type: "users";
    /** If present, the one in the path. */
    readonly id?: string | undefined;
    readonly attributes?:
      | {
          readonly username?: string | undefined;
          readonly email?: string | undefined;
        }
      | undefined;
    readonly relationships?: Record<string, never> | undefined;
  };
};

export type AppliedOverride = {
  readonly id: string;
  /** The name of the set, a slash, and that of the policy. */
  readonly policy: string;
  readonly "granted-by": {
    /** Who did it: a user, a team, the system and so on. */
    readonly type: string;
    readonly id: string | null;
    readonly name: string | null;
  };
  readonly comment: string | null;
  readonly "created-at": string;
  /** From then on it covers nothing. */
  readonly "expires-at": string;
};

export type Apply = {
  readonly id: string;
  readonly type: "applies";
  readonly attributes: {
    readonly status: "unreachable";
    readonly "status-timestamps": { readonly [key: string]: string };
    readonly "resource-additions": number;
    readonly "resource-changes": number;
    readonly "resource-destructions": number;
    readonly "resource-imports": number;
  };
  readonly relationships: {
    readonly "state-versions": {
      readonly data: readonly {
        readonly id: string;
        readonly type: "state-versions";
      }[];
    };
  };
  readonly links: {
    readonly self: string;
  };
};

export type ApplyDocument = {
  readonly data: Apply;
};

export type AuditEntry = {
  readonly id: string;
  readonly type: "audit-entries";
  readonly attributes: {
    readonly timestamp: string;
    /** What was done, as in `update`. */
    readonly action: string;
    readonly actor: {
      /** Who did it: a user, a team, the system and so on. */
      readonly type: string;
      readonly id: string | null;
      readonly name: string | null;
    };
    readonly resource: {
      /** What it was done to, as in `policy set`. */
      readonly type: string;
      /** Null for things of one kind as a whole. */
      readonly id: string | null;
    };
    /** What a reader needs to know besides; never a secret. */
    readonly details: unknown;
  };
};

export type AuditEntryPage = {
  readonly data: readonly AuditEntry[];
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type AuditEvent = {
  /** A UUID that is made of the entry's place in the trail. */
  readonly id: string;
  readonly version: string;
  readonly type: string;
  readonly timestamp: string;
  readonly auth: {
    readonly accessor_id: string;
    readonly description: string;
    /** `Client` or `System`. */
    readonly type: string;
    readonly impersonator_id: null;
    readonly organization_id: string;
  };
  readonly request: {
    readonly id: string | null;
  };
  readonly resource: {
    /** Empty for things of one kind as a whole. */
    readonly id: string;
    /** As in `policy_set`. */
    readonly type: string;
    /** As in `update`. */
    readonly action: string;
    /** What a reader needs to know besides, or null. */
    readonly meta: unknown;
  };
};

export type AuditTrail = {
  readonly data: readonly AuditEvent[];
  readonly pagination: {
    readonly current_page: number;
    readonly page_size: number;
    readonly prev_page: number | null;
    readonly next_page: number | null;
    readonly total_pages: number;
    readonly total_count: number;
  };
};

export type AuthenticationToken = {
  readonly id: string;
  readonly type: "authentication-tokens";
  readonly attributes: {
    readonly description: string;
    /** The key, in the answer that creates the token only. */
    readonly token: string | null;
    readonly "created-at": string;
    /** To the minute. */
    readonly "last-used-at": string | null;
    /** Null: it does not expire. */
    readonly "expired-at": string | null;
  };
  readonly relationships: {
    readonly "created-by": {
      readonly data: {
        readonly id: string;
        readonly type: "users";
      } | null;
    };
  };
};

export type AuthenticationTokenDocument = {
  readonly data: AuthenticationToken;
};

export type AuthenticationTokenPage = {
  readonly data: readonly AuthenticationToken[];
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type AuthenticationTokenRequest = {
  readonly data?:
    | {
        readonly type: "authentication-tokens";
        readonly attributes?:
          | {
              readonly description?: string | null | undefined;
              readonly "expired-at"?: string | null | undefined;
            }
          | undefined;
      }
    | undefined;
};

export type AuthorizedRepo = {
  readonly id: string;
  readonly type: "authorized-repos";
  readonly attributes: {
    readonly name: string;
    readonly "display-identifier": string;
  };
  readonly relationships: {
    readonly "oauth-token": {
      readonly data: readonly {
        readonly id: string;
        readonly type: "oauth-tokens";
      }[];
      readonly links: {
        readonly related: string;
      };
    };
  };
};

export type AuthorizedRepoPage = {
  readonly data: readonly AuthorizedRepo[];
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
    readonly "next-page": number | null;
  };
};

export type Comment = {
  readonly id: string;
  readonly type: "comments";
  readonly attributes: {
    readonly body: string;
  };
  readonly relationships: {
    readonly "run-event": {
      readonly data: {
        readonly id: string;
        readonly type: "run-events";
      };
      readonly links: {
        readonly related: string;
      };
    };
  };
  readonly links: {
    readonly self: string;
  };
};

export type CommentDocument = {
  readonly data: Comment;
};

export type CommentPage = {
  readonly data: readonly Comment[];
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type CommentRequest = {
  readonly comment?: string | null | undefined;
  readonly data?:
    | {
        readonly attributes?:
          | {
              readonly comment?: string | null | undefined;
            }
          | undefined;
      }
    | undefined;
};

export type ConfigurationVersion = {
  readonly id: string;
  readonly type: "configuration-versions";
  readonly attributes: {
    readonly source: "tfe-api";
    readonly status: "pending" | "uploaded" | "archived" | "errored";
    readonly "status-timestamps": { readonly [key: string]: string };
    /** Kept and shown; this server does not plan. */
    readonly "auto-queue-runs": boolean;
    /** Its runs are plan-only. */
    readonly speculative: boolean;
    /** It does not become the workspace's current one. */
    readonly provisional: boolean;
    /** A short code. */
    readonly error: string | null;
    /** What is wrong with the archive. */
    readonly "error-message": string | null;
    /** Where to PUT the configuration as tar.gz, without a token and within an hour. In the answer that creates it only. */
    readonly "upload-url"?: string | undefined;
  };
  readonly relationships: {
    readonly "ingress-attributes": {
      readonly data: {
        readonly id: string;
        readonly type: "ingress-attributes";
      } | null;
    };
  };
  readonly links: {
    readonly self: string;
    /** Absent while there is nothing to download. */
    readonly download?: string | undefined;
  };
};

export type ConfigurationVersionDocument = {
  readonly data: ConfigurationVersion;
};

export type ConfigurationVersionPage = {
  readonly data: readonly ConfigurationVersion[];
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type ConfigurationVersionRequest = {
  readonly data: {
    readonly type: "configuration-versions";
    readonly attributes?:
      | {
          readonly "auto-queue-runs"?: boolean | undefined;
          readonly speculative?: boolean | undefined;
          readonly provisional?: boolean | undefined;
        }
      | undefined;
  };
};

export type DiscoveryDocument = {
  readonly "tfe.v2": "/api/v2/";
  readonly "tfe.v2.1": "/api/v2/";
  readonly "tfe.v2.2": "/api/v2/";
};

export type EffectiveTagBinding = {
  readonly id: string;
  readonly type: "effective-tag-bindings";
  readonly attributes: {
    readonly key: string;
    /** Empty for a tag that has only a key. */
    readonly value: string;
  };
  readonly relationships?:
    | {
        readonly "inherited-from": {
          readonly data: {
            readonly id: string;
            readonly type: "projects";
          };
        };
      }
    | undefined;
  readonly links?:
    | {
        /** The project that it comes from. */
        readonly "inherited-from": string;
      }
    | undefined;
};

export type EffectiveTagBindingPage = {
  readonly data: readonly EffectiveTagBinding[];
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type EntitlementSet = {
  readonly id: string;
  readonly type: "entitlement-sets";
  readonly attributes: {
    readonly "cost-estimation": true;
    readonly operations: true;
    readonly "policy-enforcement": true;
    readonly "run-tasks": true;
    readonly sentinel: true;
    readonly "state-storage": true;
    readonly teams: true;
    readonly "vcs-integrations": true;
    readonly "policy-limit": null;
    readonly "policy-mandatory-enforcement-limit": null;
    readonly "policy-set-limit": null;
    readonly "versioned-policy-set-limit": null;
  };
  readonly links: {
    readonly self: string;
  };
};

export type EntitlementSetDocument = {
  readonly data: EntitlementSet;
};

export type ErrorDocument = {
  readonly errors: readonly ErrorEntry[];
};

export type ErrorEntry = {
  /** The HTTP status, as a string. */
  readonly status: string;
  readonly detail?: string | undefined;
  readonly source?:
    | {
        /** The place in the request's body. */
        readonly pointer?: string | undefined;
        /** The query parameter. */
        readonly parameter?: string | undefined;
      }
    | undefined;
  readonly title: string;
};

export type FeatureSet = {
  readonly id: string;
  readonly type: "feature-sets";
  readonly attributes: {
    readonly name: string;
  };
};

export type FeatureSetPage = {
  readonly data: readonly FeatureSet[];
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type GithubAppInstallation = {
  readonly id: string;
  readonly type: "github-app-installations";
  readonly attributes: {
    readonly name: string | null;
    readonly "installation-id": number | null;
    readonly "icon-url": string | null;
    readonly "installation-type": string | null;
    readonly "installation-url": string | null;
  };
};

export type GithubAppInstallationPage = {
  readonly data: readonly GithubAppInstallation[];
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type MovedWorkspaces = {
  readonly data: readonly {
    readonly id: string;
    readonly type: "workspaces";
  }[];
};

export type NewCommentRequest = {
  readonly data: {
    readonly type: "comments";
    readonly attributes: {
      readonly body: string;
    };
  };
};

export type OAuthClient = {
  readonly id: string;
  readonly type: "oauth-clients";
  readonly attributes: {
    readonly name: string | null;
    readonly "created-at": string;
    readonly "updated-at": string;
    /** Nobody signs in at the provider: a personal access token is given instead. */
    readonly "callback-url": null;
    /** Nobody signs in at the provider: a personal access token is given instead. */
    readonly "connect-path": null;
    readonly "service-provider":
      | "ado_server"
      | "ado_services"
      | "bitbucket_data_center"
      | "bitbucket_hosted"
      | "bitbucket_server"
      | "bitbucket_server_legacy"
      | "github"
      | "github_enterprise"
      | "gitlab_community_edition"
      | "gitlab_enterprise_edition"
      | "gitlab_hosted"
      | "git";
    readonly "service-provider-display-name": string;
    readonly "http-url": string;
    readonly "api-url": string;
    readonly key: string | null;
    readonly secret: null;
    readonly "rsa-public-key": string | null;
    readonly "organization-scoped": boolean;
  };
  readonly relationships: {
    readonly organization: {
      readonly data: {
        readonly id: string;
        readonly type: "organizations";
      };
    };
    readonly "oauth-tokens": {
      readonly data: readonly {
        readonly id: string;
        readonly type: "oauth-tokens";
      }[];
    };
    readonly projects: {
      readonly data: readonly {
        readonly id: string;
        readonly type: "projects";
      }[];
    };
  };
  readonly links: {
    readonly self: string;
  };
};

export type OAuthClientChangeRequest = {
  readonly data: {
    readonly type: "oauth-clients";
    /** If present, the one in the path. */
    readonly id?: string | undefined;
    readonly attributes?:
      | {
          readonly name?: string | null | undefined;
          readonly key?: string | null | undefined;
          readonly secret?: string | null | undefined;
          readonly "rsa-public-key"?: string | null | undefined;
          readonly "oauth-token-string"?: string | null | undefined;
          readonly "organization-scoped"?: boolean | undefined;
        }
      | undefined;
    readonly relationships?: Record<string, never> | undefined;
  };
};

export type OAuthClientDocument = {
  readonly data: OAuthClient;
  readonly included?: readonly OAuthToken[] | undefined;
};

export type OAuthClientPage = {
  readonly data: readonly OAuthClient[];
  readonly included?: readonly OAuthToken[] | undefined;
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type OAuthClientRequest = {
  readonly data: {
    readonly type: "oauth-clients";
    readonly attributes: {
      readonly "service-provider":
        | "ado_server"
        | "ado_services"
        | "bitbucket_data_center"
        | "bitbucket_hosted"
        | "bitbucket_server"
        | "bitbucket_server_legacy"
        | "github"
        | "github_enterprise"
        | "gitlab_community_edition"
        | "gitlab_enterprise_edition"
        | "gitlab_hosted"
        | "git";
      readonly "http-url": string;
      readonly "api-url": string;
      readonly name?: string | null | undefined;
      readonly key?: string | null | undefined;
      readonly secret?: string | null | undefined;
      readonly "rsa-public-key"?: string | null | undefined;
      readonly "oauth-token-string"?: string | null | undefined;
      readonly "organization-scoped"?: boolean | undefined;
    };
    readonly relationships?: Record<string, never> | undefined;
  };
};

export type OAuthToken = {
  readonly id: string;
  readonly type: "oauth-tokens";
  readonly attributes: {
    readonly "created-at": string;
    /** The provider is not asked for it. */
    readonly "service-provider-user": null;
    readonly "has-ssh-key": boolean;
  };
  readonly relationships: {
    readonly "oauth-client": {
      readonly data: {
        readonly id: string;
        readonly type: "oauth-clients";
      };
    };
  };
  readonly links: {
    readonly self: string;
  };
};

export type OAuthTokenChangeRequest = {
  readonly data: {
    readonly type: "oauth-tokens";
    /** If present, the one in the path. */
    readonly id?: string | undefined;
    readonly attributes?:
      | {
          readonly "ssh-key"?: string | null | undefined;
        }
      | undefined;
    readonly relationships?: Record<string, never> | undefined;
  };
};

export type OAuthTokenDocument = {
  readonly data: OAuthToken;
};

export type OAuthTokenPage = {
  readonly data: readonly OAuthToken[];
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type OpaVersion = {
  readonly id: string;
  readonly type: "opa-versions";
  readonly attributes: {
    readonly version: string;
    readonly url: string;
    readonly sha: string;
    readonly archs: readonly {
      readonly url: string;
      readonly sha: string;
      readonly os: string;
      readonly arch: string;
    }[];
    readonly deprecated: boolean;
    readonly "deprecated-reason": string | null;
    readonly official: boolean;
    readonly enabled: boolean;
    readonly beta: boolean;
    /** How many policy sets name it. */
    readonly usage: number;
    readonly "created-at": string;
  };
  readonly links: {
    readonly self: string;
  };
};

export type OpaVersionChangeRequest = {
  readonly data: {
    readonly type: "opa-versions";
    /** If present, the one in the path. */
    readonly id?: string | undefined;
    readonly attributes?:
      | {
          readonly version?: string | undefined;
          readonly url?: string | undefined;
          readonly sha?: string | undefined;
          readonly archs?:
            | readonly {
                readonly url: string;
                readonly sha: string;
                readonly os: string;
                readonly arch: string;
              }[]
            | undefined;
          readonly deprecated?: boolean | undefined;
          readonly "deprecated-reason"?: string | null | undefined;
          readonly official?: boolean | undefined;
          readonly enabled?: boolean | undefined;
          readonly beta?: boolean | undefined;
        }
      | undefined;
    readonly relationships?: Record<string, never> | undefined;
  };
};

export type OpaVersionDocument = {
  readonly data: OpaVersion;
};

export type OpaVersionPage = {
  readonly data: readonly OpaVersion[];
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type OpaVersionRequest = {
  readonly data: {
    readonly type: "opa-versions";
    readonly attributes: {
      readonly version: string;
      readonly url?: string | undefined;
      readonly sha?: string | undefined;
      readonly archs?:
        | readonly {
            readonly url: string;
            readonly sha: string;
            readonly os: string;
            readonly arch: string;
          }[]
        | undefined;
      readonly deprecated?: boolean | undefined;
      readonly "deprecated-reason"?: string | null | undefined;
      readonly official?: boolean | undefined;
      readonly enabled?: boolean | undefined;
      readonly beta?: boolean | undefined;
    };
    readonly relationships?: Record<string, never> | undefined;
  };
};

export type Organization = {
  readonly id: string;
  readonly type: "organizations";
  readonly attributes: {
    readonly name: string;
    /** Stays the same when the organization is renamed. */
    readonly "external-id": string;
    readonly email: string | null;
    readonly "cost-estimation-enabled": boolean;
    readonly "default-execution-mode": "remote";
    readonly "collaborator-auth-policy": "password";
    readonly "speculative-plan-management-enabled": true;
    readonly "created-at": string;
    readonly permissions: {
      readonly "can-traverse": boolean;
      readonly "can-update": boolean;
      readonly "can-destroy": boolean;
      readonly "can-create-workspace": boolean;
      readonly "can-read-policies": boolean;
      readonly "can-update-sentinel": boolean;
    };
  };
  readonly relationships: {
    readonly "default-project": {
      readonly data: {
        readonly id: string;
        readonly type: "projects";
      };
    };
    readonly "entitlement-set"?:
      | {
          readonly data: {
            readonly id: string;
            readonly type: "entitlement-sets";
          };
        }
      | undefined;
  };
  readonly links: {
    readonly self: string;
  };
};

export type OrganizationCapacity = {
  readonly id: string;
  readonly type: "organization-capacity";
  readonly attributes: {
    readonly pending: number;
    readonly running: number;
  };
};

export type OrganizationCapacityDocument = {
  readonly data: OrganizationCapacity;
};

export type OrganizationChangeRequest = {
  readonly data: {
    readonly type: "organizations";
    /** If present, the one in the path. */
    readonly id?: string | undefined;
    readonly attributes?:
      | {
          readonly name?: string | undefined;
          readonly email?: string | null | undefined;
          readonly "cost-estimation-enabled"?: boolean | undefined;
        }
      | undefined;
    readonly relationships?: Record<string, never> | undefined;
  };
};

export type OrganizationDocument = {
  readonly data: Organization;
  readonly included?: readonly (Project | EntitlementSet)[] | undefined;
};

export type OrganizationMembership = {
  readonly id: string;
  readonly type: "organization-memberships";
  readonly attributes: {
    readonly status: "active";
    readonly email: string | null;
    readonly "created-at": string;
  };
  readonly relationships: {
    readonly organization: {
      readonly data: {
        readonly id: string;
        readonly type: "organizations";
      };
    };
    readonly user: {
      readonly data: {
        readonly id: string;
        readonly type: "users";
      };
    };
    readonly teams: {
      readonly data: readonly {
        readonly id: string;
        readonly type: "teams";
      }[];
    };
  };
  readonly links: {
    readonly self: string;
  };
};

export type OrganizationMembershipDocument = {
  readonly data: OrganizationMembership;
  readonly included?: readonly (User | Team)[] | undefined;
};

export type OrganizationMembershipPage = {
  readonly data: readonly OrganizationMembership[];
  readonly included?: readonly (User | Team)[] | undefined;
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type OrganizationMembershipRequest = {
  readonly data: {
    readonly type: "organization-memberships";
    readonly attributes: {
      readonly email: string;
    };
    readonly relationships?:
      | {
          readonly teams?:
            | {
                readonly data: readonly {
                  readonly id: string;
                  readonly type: "teams";
                }[];
              }
            | undefined;
        }
      | undefined;
  };
};

export type OrganizationPage = {
  readonly data: readonly Organization[];
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type OrganizationRequest = {
  readonly data: {
    readonly type: "organizations";
    readonly attributes: {
      readonly name: string;
      readonly email?: string | null | undefined;
      readonly "cost-estimation-enabled"?: boolean | undefined;
    };
    readonly relationships?: Record<string, never> | undefined;
  };
};

export type OrganizationTag = {
  readonly id: string;
  readonly type: "tags";
  readonly attributes: {
    readonly name: string;
    /** How many workspaces have it. */
    readonly "instance-count": number;
  };
  readonly relationships: {
    readonly organization: {
      readonly data: {
        readonly id: string;
        readonly type: "organizations";
      };
    };
  };
};

export type OrganizationTagPage = {
  readonly data: readonly OrganizationTag[];
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type OverrideRequest = {
  readonly comment?: string | null | undefined;
  readonly data?:
    | {
        readonly attributes?:
          | {
              readonly comment?: string | null | undefined;
            }
          | undefined;
      }
    | undefined;
  /** `run` (the default) for this run alone; `workspace` for what failed in it, in all runs of the workspace until `expires-at`. */
  readonly scope?: "run" | "workspace" | undefined;
  readonly "expires-at"?: string | null | undefined;
  /** Of what failed these alone, as in `prod/tags`. */
  readonly policies?: readonly string[] | undefined;
};

export type PageLinks = {
  readonly self: string;
  readonly first: string;
  readonly prev: string | null;
  readonly next: string | null;
  readonly last?: string | undefined;
};

export type Pagination = {
  readonly "current-page": number;
  readonly "page-size": number;
  readonly "prev-page": number | null;
  readonly "next-page": number | null;
  /** Absent where nobody counts the whole list. */
  readonly "total-pages"?: number | undefined;
  /** Absent where nobody counts the whole list. */
  readonly "total-count"?: number | undefined;
};

export type Plan = {
  readonly id: string;
  readonly type: "plans";
  readonly attributes: {
    readonly status: "pending" | "running" | "finished" | "errored" | "canceled" | "unreachable";
    readonly "status-timestamps": { readonly [key: string]: string };
    /** False until the plan is finished. */
    readonly "has-changes": boolean;
    readonly "resource-additions": number | null;
    readonly "resource-changes": number | null;
    readonly "resource-destructions": number | null;
    readonly "resource-imports": number | null;
    readonly "generated-configuration": false;
    /** When the plan came and what it changes, as text. Needs no token and is good for 25 hours. */
    readonly "log-read-url": string;
    /** Portcullis extension: why the plan is errored. */
    readonly "error-message": string | null;
  };
  readonly links: {
    readonly self: string;
    /** Portcullis extension: where to PUT the output of `terraform show -json`, once and without a token. Absent once that is done or too late, and for who may not make runs there. */
    readonly upload?: string | undefined;
  };
};

export type PlanDocument = {
  readonly data: Plan;
};

export type Policy = {
  readonly id: string;
  readonly type: "policies";
  readonly attributes: {
    readonly name: string;
    /** Markdown. */
    readonly description: string | null;
    readonly kind: "sentinel" | "opa";
    /** What an OPA policy is asked; null for Sentinel. */
    readonly query: string | null;
    readonly "enforcement-level": "advisory" | "soft-mandatory" | "hard-mandatory" | "mandatory";
    /** Empty until the first upload. */
    readonly enforce: readonly {
      readonly path: string;
      readonly mode: "advisory" | "soft-mandatory" | "hard-mandatory" | "mandatory";
    }[];
    readonly "policy-set-count": number;
    /** Null until the first upload. */
    readonly "updated-at": string | null;
  };
  readonly relationships: {
    readonly organization: {
      readonly data: {
        readonly id: string;
        readonly type: "organizations";
      };
    };
    readonly "policy-sets": {
      readonly data: readonly {
        readonly id: string;
        readonly type: "policy-sets";
      }[];
    };
  };
  readonly links: {
    readonly self: string;
    readonly upload: string;
    /** Absent until the first upload. */
    readonly download?: string | undefined;
  };
};

export type PolicyChangeRequest = {
  readonly data: {
    readonly type: "policies";
    /** If present, the one in the path. */
    readonly id?: string | undefined;
    readonly attributes?:
      | {
          readonly description?: string | null | undefined;
          readonly query?: string | null | undefined;
          /** One of advisory, soft-mandatory, hard-mandatory for Sentinel, advisory, mandatory for OPA; "hard" and "soft" are read as the long names. */
          readonly "enforcement-level"?: string | undefined;
          /** The older way to state the level: one entry with the path of the policy's file. */
          readonly enforce?:
            | readonly {
                readonly path: string;
                /** One of advisory, soft-mandatory, hard-mandatory for Sentinel, advisory, mandatory for OPA; "hard" and "soft" are read as the long names. */
                readonly mode?: string | undefined;
              }[]
            | undefined;
          /** One of advisory, soft-mandatory, hard-mandatory for Sentinel, advisory, mandatory for OPA; "hard" and "soft" are read as the long names. */
          readonly mode?: string | undefined;
        }
      | undefined;
    readonly relationships?: Record<string, never> | undefined;
  };
};

export type PolicyCheck = {
  readonly id: string;
  readonly type: "policy-checks";
  readonly attributes: {
    readonly status:
      | "queued"
      | "passed"
      | "soft_failed"
      | "hard_failed"
      | "overridden"
      | "errored"
      | "canceled"
      | "unreachable";
    readonly "status-timestamps": { readonly [key: string]: string };
    readonly scope: "organization";
    readonly result: PolicyCheckResult | null;
    readonly actions: {
      readonly "is-overridable": boolean;
    };
    readonly permissions: {
      readonly "can-override": boolean;
    };
    /** What failed and stops no run for a while; absent when there is none. */
    readonly "standing-overrides"?: readonly AppliedOverride[] | undefined;
  };
  readonly relationships: {
    readonly run: {
      readonly data: {
        readonly id: string;
        readonly type: "runs";
      };
    };
  };
  readonly links: {
    /** The result as a person reads it. */
    readonly output: string;
    readonly override?: string | undefined;
  };
};

export type PolicyCheckDocument = {
  readonly data: PolicyCheck;
  readonly included?: readonly (Run | Workspace)[] | undefined;
};

export type PolicyCheckPage = {
  readonly data: readonly PolicyCheck[];
  readonly included?: readonly (Run | Workspace)[] | undefined;
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type PolicyCheckResult = {
  /** False when a mandatory policy failed. */
  readonly result: boolean;
  readonly passed: number;
  readonly "total-failed": number;
  readonly "hard-failed": number;
  readonly "soft-failed": number;
  readonly "advisory-failed": number;
  readonly "duration-ms": number;
  /** The same in milliseconds, for older clients. */
  readonly duration: number;
  readonly sentinel: SentinelResult;
};

export type PolicyDocument = {
  readonly data: Policy;
  readonly included?: readonly PolicySet[] | undefined;
};

export type PolicyEvaluation = {
  readonly id: string;
  readonly type: "policy-evaluations";
  readonly attributes: {
    readonly status:
      | "pending"
      | "queued"
      | "running"
      | "passed"
      | "failed"
      | "overridden"
      | "errored"
      | "canceled"
      | "unreachable";
    readonly "policy-kind": "sentinel" | "opa";
    /** What carried it out, once that is known. */
    readonly "policy-tool-version": string | null;
    readonly "result-count": PolicyResultCount;
    readonly "status-timestamps": { readonly [key: string]: string };
    readonly "created-at": string;
    readonly "updated-at": string;
  };
  readonly relationships: {
    readonly "policy-attachable": {
      readonly data: {
        readonly id: string;
        readonly type: "task-stages";
      };
    };
    readonly "policy-set-outcomes": {
      readonly links: {
        readonly related: string;
      };
    };
  };
  readonly links: {
    readonly self: string;
  };
};

export type PolicyEvaluationDocument = {
  readonly data: PolicyEvaluation;
};

export type PolicyEvaluationPage = {
  readonly data: readonly PolicyEvaluation[];
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type PolicyMembers = {
  readonly data: readonly {
    readonly id: string;
    readonly type: "policies";
  }[];
};

export type PolicyOutcome = {
  readonly policy_name: string;
  readonly enforcement_level: "advisory" | "mandatory" | null;
  readonly status: "passed" | "failed" | "errored";
  /** What was asked of an OPA policy; null for Sentinel. */
  readonly query: string | null;
  readonly description: string;
  /** What a Sentinel policy printed, a line each; what an OPA policy holds against the plan. */
  readonly output: readonly {
    readonly print: string;
  }[];
};

export type PolicyPage = {
  readonly data: readonly Policy[];
  readonly included?: readonly PolicySet[] | undefined;
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type PolicyRequest = {
  readonly data: {
    readonly type: "policies";
    readonly attributes: {
      readonly name: string;
      readonly kind?: "sentinel" | "opa" | undefined;
      readonly description?: string | null | undefined;
      readonly query?: string | null | undefined;
      /** One of advisory, soft-mandatory, hard-mandatory for Sentinel, advisory, mandatory for OPA; "hard" and "soft" are read as the long names. */
      readonly "enforcement-level"?: string | undefined;
      /** The older way to state the level: one entry with the path of the policy's file. */
      readonly enforce?:
        | readonly {
            readonly path: string;
            /** One of advisory, soft-mandatory, hard-mandatory for Sentinel, advisory, mandatory for OPA; "hard" and "soft" are read as the long names. */
            readonly mode?: string | undefined;
          }[]
        | undefined;
      /** One of advisory, soft-mandatory, hard-mandatory for Sentinel, advisory, mandatory for OPA; "hard" and "soft" are read as the long names. */
      readonly mode?: string | undefined;
    };
    readonly relationships?:
      | {
          readonly "policy-sets"?:
            | {
                readonly data: readonly {
                  readonly id: string;
                  readonly type: "policy-sets";
                }[];
              }
            | undefined;
        }
      | undefined;
  };
};

export type PolicyResultCount = {
  readonly passed: number;
  readonly "advisory-failed": number;
  readonly "mandatory-failed": number;
  readonly errored: number;
};

export type PolicySet = {
  readonly id: string;
  readonly type: "policy-sets";
  readonly attributes: {
    readonly name: string;
    /** Markdown. */
    readonly description: string | null;
    readonly kind: "sentinel" | "opa";
    /** Enforced on every workspace of the organization. */
    readonly global: boolean;
    readonly "agent-enabled": boolean;
    readonly "policy-tool-version": string | null;
    readonly overridable: boolean | null;
    readonly "policies-path": string | null;
    readonly "policy-update-patterns": readonly string[];
    readonly "vcs-repo": VcsRepo | null;
    readonly "tag-selectors": readonly {
      readonly "tag-key": string;
      /** Null fits only a tag that has no value. */
      readonly "tag-value": string | null;
      /** Leaves out workspaces that have the tag. */
      readonly "is-exclude": boolean;
    }[];
    readonly "tag-selector-matching-logic": "any" | "all";
    readonly "scoping-type": "explicit" | "tag";
    readonly versioned: boolean;
    readonly "policy-count": number;
    /** On how many workspaces it is enforced. */
    readonly "workspace-count": number;
    readonly "project-count": number;
    readonly "created-at": string;
    readonly "updated-at": string;
  };
  readonly relationships: {
    readonly organization: {
      readonly data: {
        readonly id: string;
        readonly type: "organizations";
      };
    };
    readonly policies: {
      readonly data: readonly {
        readonly id: string;
        readonly type: "policies";
      }[];
    };
    readonly workspaces?:
      | {
          readonly data: readonly {
            readonly id: string;
            readonly type: "workspaces";
          }[];
        }
      | undefined;
    readonly projects?:
      | {
          readonly data: readonly {
            readonly id: string;
            readonly type: "projects";
          }[];
        }
      | undefined;
    readonly "workspace-exclusions": {
      readonly data: readonly {
        readonly id: string;
        readonly type: "workspaces";
      }[];
    };
    readonly "project-exclusions": {
      readonly data: readonly {
        readonly id: string;
        readonly type: "projects";
      }[];
    };
    readonly "current-version": {
      readonly data: {
        readonly id: string;
        readonly type: "policy-set-versions";
      } | null;
    };
    readonly "newest-version": {
      readonly data: {
        readonly id: string;
        readonly type: "policy-set-versions";
      } | null;
    };
  };
  readonly links: {
    readonly self: string;
  };
};

export type PolicySetChangeRequest = {
  readonly data: {
    readonly type: "policy-sets";
    /** If present, the one in the path. */
    readonly id?: string | undefined;
    readonly attributes?:
      | {
          readonly name?: string | undefined;
          readonly description?: string | null | undefined;
          readonly global?: boolean | undefined;
          readonly "agent-enabled"?: boolean | undefined;
          readonly "policy-tool-version"?: string | null | undefined;
          readonly overridable?: boolean | null | undefined;
          readonly "policy-update-patterns"?: readonly string[] | undefined;
          readonly "policies-path"?: string | null | undefined;
          readonly "vcs-repo"?:
            | {
                readonly identifier?: string | undefined;
                readonly branch?: string | null | undefined;
                readonly "oauth-token-id"?: string | null | undefined;
                readonly "github-app-installation-id"?: string | null | undefined;
                readonly "ingress-submodules"?: boolean | undefined;
                /** Portcullis extension, never shown: what the provider must sign what it sends with, or send. */
                readonly "webhook-secret"?: string | null | undefined;
              }
            | null
            | undefined;
          readonly "tag-selectors"?:
            | readonly {
                readonly "tag-key": string;
                readonly "tag-value"?: string | null | undefined;
                readonly "is-exclude"?: boolean | undefined;
              }[]
            | undefined;
          /** `any` unless it is stated. */
          readonly "tag-selector-matching-logic"?: "any" | "all" | undefined;
        }
      | undefined;
    readonly relationships?:
      | {
          readonly workspaces?:
            | {
                readonly data: readonly {
                  readonly id: string;
                  readonly type: "workspaces";
                }[];
              }
            | undefined;
          readonly projects?:
            | {
                readonly data: readonly {
                  readonly id: string;
                  readonly type: "projects";
                }[];
              }
            | undefined;
          readonly "workspace-exclusions"?:
            | {
                readonly data: readonly {
                  readonly id: string;
                  readonly type: "workspaces";
                }[];
              }
            | undefined;
          readonly "project-exclusions"?:
            | {
                readonly data: readonly {
                  readonly id: string;
                  readonly type: "projects";
                }[];
              }
            | undefined;
        }
      | undefined;
  };
};

export type PolicySetDocument = {
  readonly data: PolicySet;
  readonly included?: readonly (Policy | Workspace | Project | PolicySetVersion)[] | undefined;
};

export type PolicySetOutcome = {
  readonly id: string;
  readonly type: "policy-set-outcomes";
  readonly attributes: {
    readonly outcomes: readonly PolicyOutcome[];
    /** What went wrong, policy by policy; empty when nothing did. */
    readonly error: string;
    readonly warnings: readonly string[];
    readonly overridable: boolean;
    readonly "policy-set-name": string;
    readonly "policy-set-description": string | null;
    readonly "policy-tool-version": string | null;
    readonly "result-count": PolicyResultCount;
    readonly result_count: PolicyResultCount;
  };
  readonly relationships: {
    readonly "policy-evaluation": {
      readonly data: {
        readonly id: string;
        readonly type: "policy-evaluations";
      };
    };
  };
};

export type PolicySetOutcomeDocument = {
  readonly data: PolicySetOutcome;
};

export type PolicySetOutcomePage = {
  readonly data: readonly PolicySetOutcome[];
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type PolicySetPage = {
  readonly data: readonly PolicySet[];
  readonly included?: readonly (Policy | Workspace | Project | PolicySetVersion)[] | undefined;
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type PolicySetParameter = {
  readonly id: string;
  readonly type: "vars";
  readonly attributes: {
    readonly key: string;
    /** Null for a sensitive one. */
    readonly value: string | null;
    readonly sensitive: boolean;
    readonly category: "policy-set";
  };
  readonly relationships: {
    readonly configurable: {
      readonly data: {
        readonly id: string;
        readonly type: "policy-sets";
      };
      readonly links: {
        readonly related: string;
      };
    };
  };
  readonly links: {
    readonly self: string;
  };
};

export type PolicySetParameterChangeRequest = {
  readonly data: {
    readonly type: "vars";
    /** If present, the one in the path. */
    readonly id?: string | undefined;
    readonly attributes?:
      | {
          readonly key?: string | undefined;
          readonly category?: "policy-set" | undefined;
          readonly value?: string | null | undefined;
          readonly sensitive?: boolean | undefined;
        }
      | undefined;
    readonly relationships?: Record<string, never> | undefined;
  };
};

export type PolicySetParameterDocument = {
  readonly data: PolicySetParameter;
};

export type PolicySetParameterPage = {
  readonly data: readonly PolicySetParameter[];
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type PolicySetParameterRequest = {
  readonly data: {
    readonly type: "vars";
    readonly attributes: {
      readonly key: string;
      readonly category: "policy-set";
      readonly value?: string | null | undefined;
      readonly sensitive?: boolean | undefined;
    };
    readonly relationships?: Record<string, never> | undefined;
  };
};

export type PolicySetRequest = {
  readonly data: {
    readonly type: "policy-sets";
    readonly attributes: {
      readonly name: string;
      readonly kind?: "sentinel" | "opa" | undefined;
      readonly description?: string | null | undefined;
      readonly global?: boolean | undefined;
      readonly "agent-enabled"?: boolean | undefined;
      readonly "policy-tool-version"?: string | null | undefined;
      readonly overridable?: boolean | null | undefined;
      readonly "policy-update-patterns"?: readonly string[] | undefined;
      readonly "policies-path"?: string | null | undefined;
      readonly "vcs-repo"?:
        | {
            readonly identifier?: string | undefined;
            readonly branch?: string | null | undefined;
            readonly "oauth-token-id"?: string | null | undefined;
            readonly "github-app-installation-id"?: string | null | undefined;
            readonly "ingress-submodules"?: boolean | undefined;
            /** Portcullis extension, never shown: what the provider must sign what it sends with, or send. */
            readonly "webhook-secret"?: string | null | undefined;
          }
        | null
        | undefined;
      readonly "tag-selectors"?:
        | readonly {
            readonly "tag-key": string;
            readonly "tag-value"?: string | null | undefined;
            readonly "is-exclude"?: boolean | undefined;
          }[]
        | undefined;
      /** `any` unless it is stated. */
      readonly "tag-selector-matching-logic"?: "any" | "all" | undefined;
    };
    readonly relationships?:
      | {
          readonly policies?:
            | {
                readonly data: readonly {
                  readonly id: string;
                  readonly type: "policies";
                }[];
              }
            | undefined;
          readonly workspaces?:
            | {
                readonly data: readonly {
                  readonly id: string;
                  readonly type: "workspaces";
                }[];
              }
            | undefined;
          readonly projects?:
            | {
                readonly data: readonly {
                  readonly id: string;
                  readonly type: "projects";
                }[];
              }
            | undefined;
          readonly "workspace-exclusions"?:
            | {
                readonly data: readonly {
                  readonly id: string;
                  readonly type: "workspaces";
                }[];
              }
            | undefined;
          readonly "project-exclusions"?:
            | {
                readonly data: readonly {
                  readonly id: string;
                  readonly type: "projects";
                }[];
              }
            | undefined;
        }
      | undefined;
  };
};

export type PolicySetVersion = {
  readonly id: string;
  readonly type: "policy-set-versions";
  readonly attributes: {
    /** "tfe-api" when it was uploaded. */
    readonly source: string;
    readonly status: "pending" | "ingressing" | "ready" | "errored" | "canceled";
    readonly "status-timestamps": { readonly [key: string]: string };
    /** A short code. */
    readonly error: string | null;
    /** What is wrong, with file and line. */
    readonly "error-message": string | null;
    readonly "ingress-attributes": {
      readonly "commit-sha": string;
      readonly "commit-url": string;
      readonly identifier: string;
    } | null;
    readonly "created-at": string;
    readonly "updated-at": string;
  };
  readonly relationships: {
    readonly "policy-set": {
      readonly data: {
        readonly id: string;
        readonly type: "policy-sets";
      };
    };
  };
  readonly links: {
    readonly self: string;
    /** Where to PUT the policies as tar.gz, once and without a token. Absent once that is done or too late. */
    readonly upload?: string | undefined;
  };
};

export type PolicySetVersionDocument = {
  readonly data: PolicySetVersion;
  readonly included?: readonly PolicySet[] | undefined;
};

export type PolicySetVersionPage = {
  readonly data: readonly PolicySetVersion[];
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type Project = {
  readonly id: string;
  readonly type: "projects";
  readonly attributes: {
    readonly name: string;
    readonly description: string | null;
    readonly "created-at": string;
    readonly permissions: {
      readonly "can-read": boolean;
      readonly "can-update": boolean;
      readonly "can-destroy": boolean;
      readonly "can-create-workspace": boolean;
    };
  };
  readonly relationships: {
    readonly organization: {
      readonly data: {
        readonly id: string;
        readonly type: "organizations";
      };
    };
  };
  readonly links: {
    readonly self: string;
  };
};

export type ProjectChangeRequest = {
  readonly data: {
    readonly type: "projects";
    /** If present, the one in the path. */
    readonly id?: string | undefined;
    readonly attributes?:
      | {
          readonly name?: string | undefined;
          readonly description?: string | null | undefined;
        }
      | undefined;
    readonly relationships?:
      | {
          readonly "tag-bindings"?:
            | {
                readonly data: readonly {
                  readonly type: "tag-bindings";
                  readonly attributes: {
                    readonly key: string;
                    readonly value?: string | undefined;
                  };
                }[];
              }
            | undefined;
        }
      | undefined;
  };
};

export type ProjectDocument = {
  readonly data: Project;
};

export type ProjectMembers = {
  readonly data: readonly {
    readonly id: string;
    readonly type: "projects";
  }[];
};

export type ProjectPage = {
  readonly data: readonly Project[];
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type ProjectRequest = {
  readonly data: {
    readonly type: "projects";
    readonly attributes: {
      readonly name: string;
      readonly description?: string | null | undefined;
    };
    readonly relationships?:
      | {
          readonly "tag-bindings"?:
            | {
                readonly data: readonly {
                  readonly type: "tag-bindings";
                  readonly attributes: {
                    readonly key: string;
                    readonly value?: string | undefined;
                  };
                }[];
              }
            | undefined;
        }
      | undefined;
  };
};

export type Run = {
  readonly id: string;
  readonly type: "runs";
  readonly attributes: {
    readonly status:
      | "pending"
      | "planning"
      | "planned"
      | "post_plan_running"
      | "post_plan_awaiting_decision"
      | "post_plan_completed"
      | "policy_checking"
      | "policy_override"
      | "policy_soft_failed"
      | "policy_checked"
      | "planned_and_finished"
      | "planned_and_saved"
      | "discarded"
      | "canceled"
      | "errored";
    readonly "status-timestamps": { readonly [key: string]: string };
    readonly message: string;
    readonly source: "tfe-api" | "tfe-ui" | "tfe-configuration-version";
    readonly "trigger-reason": "manual";
    /** False until the plan is finished. */
    readonly "has-changes": boolean;
    readonly "is-destroy": boolean;
    readonly "plan-only": boolean;
    readonly "auto-apply": boolean;
    readonly "allow-empty-apply": boolean;
    readonly "save-plan": boolean;
    readonly refresh: boolean;
    readonly "refresh-only": boolean;
    readonly "target-addrs": readonly string[];
    readonly "replace-addrs": readonly string[];
    readonly variables: readonly {
      readonly key: string;
      readonly value: string;
    }[];
    /** The one that made the plan, once known. */
    readonly "terraform-version": string | null;
    readonly "allow-config-generation": boolean;
    readonly "debugging-mode": boolean;
    readonly "invoke-action-addrs": readonly string[];
    readonly "policy-paths": readonly string[];
    readonly "created-at": string;
    readonly "canceled-at": string | null;
    /** Only of a run that was canceled. */
    readonly "force-cancel-available-at"?: string | undefined;
    /** Only where the queue is listed. */
    readonly "position-in-queue"?: number | undefined;
    readonly actions: {
      readonly "is-cancelable": boolean;
      readonly "is-confirmable": false;
      readonly "is-discardable": boolean;
      readonly "is-force-cancelable": false;
    };
    readonly permissions: {
      readonly "can-apply": boolean;
      readonly "can-cancel": boolean;
      readonly "can-comment": boolean;
      readonly "can-discard": boolean;
      readonly "can-force-cancel": boolean;
      readonly "can-force-execute": boolean;
      readonly "can-override-policy-check": boolean;
    };
  };
  readonly relationships: {
    readonly workspace: {
      readonly data: {
        readonly id: string;
        readonly type: "workspaces";
      };
    };
    readonly plan: {
      readonly data: {
        readonly id: string;
        readonly type: "plans";
      };
    };
    readonly apply: {
      readonly data: {
        readonly id: string;
        readonly type: "applies";
      };
    };
    readonly "configuration-version": {
      readonly data: {
        readonly id: string;
        readonly type: "configuration-versions";
      } | null;
    };
    readonly "created-by": {
      readonly data: {
        readonly id: string;
        readonly type: "users";
      } | null;
    };
    readonly "policy-checks": {
      readonly data: readonly {
        readonly id: string;
        readonly type: "policy-checks";
      }[];
    };
    readonly "task-stages": {
      readonly data: readonly {
        readonly id: string;
        readonly type: "task-stages";
      }[];
    };
    readonly "run-events": {
      readonly data: readonly {
        readonly id: string;
        readonly type: "run-events";
      }[];
    };
    readonly comments: {
      readonly data: readonly {
        readonly id: string;
        readonly type: "comments";
      }[];
    };
  };
  readonly links: {
    readonly self: string;
  };
};

export type RunDocument = {
  readonly data: Run;
  readonly included?:
    | readonly (Workspace | ConfigurationVersion | Plan | Apply | User | TaskStage)[]
    | undefined;
};

export type RunEvent = {
  readonly id: string;
  readonly type: "run-events";
  readonly attributes: {
    /** `created`, `commented`, `overridden`, `force_executed`, or the name of the status that the run reached. */
    readonly action: string;
    readonly description: null;
    readonly "created-at": string;
  };
  readonly relationships: {
    readonly run: {
      readonly data: {
        readonly id: string;
        readonly type: "runs";
      };
    };
    readonly actor: {
      readonly data: {
        readonly id: string;
        readonly type: "users";
      } | null;
    };
    readonly comment: {
      readonly data: {
        readonly id: string;
        readonly type: "comments";
      } | null;
    };
  };
  readonly links: {
    readonly self: string;
  };
};

export type RunEventDocument = {
  readonly data: RunEvent;
  readonly included?: readonly (User | Comment)[] | undefined;
};

export type RunEventPage = {
  readonly data: readonly RunEvent[];
  readonly included?: readonly (User | Comment)[] | undefined;
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type RunPage = {
  readonly data: readonly Run[];
  readonly included?:
    | readonly (Workspace | ConfigurationVersion | Plan | Apply | User | TaskStage)[]
    | undefined;
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type RunRequest = {
  readonly data: {
    readonly type: "runs";
    readonly attributes?:
      | {
          /** Portcullis extension: the plan is made elsewhere and uploaded. */
          readonly "plan-upload"?: boolean | undefined;
          readonly message?: string | null | undefined;
          readonly "is-destroy"?: boolean | undefined;
          readonly "plan-only"?: boolean | undefined;
          readonly "auto-apply"?: boolean | undefined;
          readonly "allow-empty-apply"?: boolean | undefined;
          readonly "save-plan"?: boolean | undefined;
          readonly refresh?: boolean | undefined;
          readonly "refresh-only"?: boolean | undefined;
          readonly "target-addrs"?: readonly string[] | undefined;
          readonly "replace-addrs"?: readonly string[] | undefined;
          readonly "invoke-action-addrs"?: readonly string[] | undefined;
          readonly "policy-paths"?: readonly string[] | undefined;
          readonly "allow-config-generation"?: boolean | undefined;
          readonly "debugging-mode"?: boolean | undefined;
          readonly variables?:
            | readonly {
                readonly key: string;
                readonly value: string;
              }[]
            | undefined;
          readonly "terraform-version"?: string | null | undefined;
        }
      | undefined;
    readonly relationships: {
      readonly workspace: {
        readonly data: {
          readonly id: string;
          readonly type: "workspaces";
        };
      };
      readonly "configuration-version"?:
        | {
            readonly data: {
              readonly id: string;
              readonly type: "configuration-versions";
            } | null;
          }
        | undefined;
    };
  };
};

export type SentinelPolicyOutcome = {
  readonly policy: {
    /** The name of the set, a slash, and that of the policy. */
    readonly name: string;
    readonly "enforcement-level": "advisory" | "soft-mandatory" | "hard-mandatory";
  };
  readonly result: boolean;
  /** The policy is advisory. */
  readonly "allowed-failure": boolean;
  readonly error: string | null;
  /** What the policy's rules said, and what it printed. */
  readonly trace: unknown;
};

export type SentinelResult = {
  /** By the name of the policy set. */
  readonly data: { readonly [key: string]: SentinelSetOutcome };
};

export type SentinelSetOutcome = {
  readonly result: boolean;
  readonly "can-override": boolean;
  readonly error: string | null;
  readonly policies: readonly SentinelPolicyOutcome[];
};

export type SentinelVersion = {
  readonly id: string;
  readonly type: "sentinel-versions";
  readonly attributes: {
    readonly version: string;
    readonly url: string;
    readonly sha: string;
    readonly archs: readonly {
      readonly url: string;
      readonly sha: string;
      readonly os: string;
      readonly arch: string;
    }[];
    readonly deprecated: boolean;
    readonly "deprecated-reason": string | null;
    readonly official: boolean;
    readonly enabled: boolean;
    readonly beta: boolean;
    /** How many policy sets name it. */
    readonly usage: number;
    readonly "created-at": string;
  };
  readonly links: {
    readonly self: string;
  };
};

export type SentinelVersionChangeRequest = {
  readonly data: {
    readonly type: "sentinel-versions";
    /** If present, the one in the path. */
    readonly id?: string | undefined;
    readonly attributes?:
      | {
          readonly version?: string | undefined;
          readonly url?: string | undefined;
          readonly sha?: string | undefined;
          readonly archs?:
            | readonly {
                readonly url: string;
                readonly sha: string;
                readonly os: string;
                readonly arch: string;
              }[]
            | undefined;
          readonly deprecated?: boolean | undefined;
          readonly "deprecated-reason"?: string | null | undefined;
          readonly official?: boolean | undefined;
          readonly enabled?: boolean | undefined;
          readonly beta?: boolean | undefined;
        }
      | undefined;
    readonly relationships?: Record<string, never> | undefined;
  };
};

export type SentinelVersionDocument = {
  readonly data: SentinelVersion;
};

export type SentinelVersionPage = {
  readonly data: readonly SentinelVersion[];
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type SentinelVersionRequest = {
  readonly data: {
    readonly type: "sentinel-versions";
    readonly attributes: {
      readonly version: string;
      readonly url?: string | undefined;
      readonly sha?: string | undefined;
      readonly archs?:
        | readonly {
            readonly url: string;
            readonly sha: string;
            readonly os: string;
            readonly arch: string;
          }[]
        | undefined;
      readonly deprecated?: boolean | undefined;
      readonly "deprecated-reason"?: string | null | undefined;
      readonly official?: boolean | undefined;
      readonly enabled?: boolean | undefined;
      readonly beta?: boolean | undefined;
    };
    readonly relationships?: Record<string, never> | undefined;
  };
};

export type StandingOverride = {
  readonly id: string;
  readonly type: "standing-overrides";
  readonly attributes: {
    /** The name of the set, a slash, and that of the policy. */
    readonly policy: string;
    readonly "granted-by": {
      /** Who did it: a user, a team, the system and so on. */
      readonly type: string;
      readonly id: string | null;
      readonly name: string | null;
    };
    readonly comment: string | null;
    readonly "created-at": string;
    /** From then on it covers nothing. */
    readonly "expires-at": string;
    readonly permissions: {
      readonly "can-revoke": boolean;
    };
  };
  readonly relationships: {
    readonly workspace: {
      readonly data: {
        readonly id: string;
        readonly type: "workspaces";
      };
    };
    readonly "policy-set": {
      readonly data: {
        readonly id: string;
        readonly type: "policy-sets";
      } | null;
    };
    readonly policy: {
      readonly data: {
        readonly id: string;
        readonly type: "policies";
      } | null;
    };
    readonly run: {
      readonly data: {
        readonly id: string;
        readonly type: "runs";
      };
    };
  };
  readonly links: {
    readonly self: string;
  };
};

export type StandingOverrideDocument = {
  readonly data: StandingOverride;
};

export type StandingOverridePage = {
  readonly data: readonly StandingOverride[];
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type StateVersion = {
  readonly id: string;
  readonly type: "state-versions";
  readonly attributes: {
    readonly "created-at": string;
    /** Bytes. */
    readonly size: number | null;
    readonly serial: number;
    readonly status: "pending" | "finalized" | "discarded";
    /** Where to GET the state, for 25 hours and without a token. */
    readonly "hosted-state-download-url": string | null;
    /** The same for the state as `terraform show -json`. */
    readonly "hosted-json-state-download-url": string | null;
    /** Where to PUT the state, once and without a token, for whoever may make versions. Null once that is done or too late. */
    readonly "hosted-state-upload-url": string | null;
    /** The same for the state as `terraform show -json`. */
    readonly "hosted-json-state-upload-url": string | null;
    /** Whether the state is there, and was read. */
    readonly "resources-processed": boolean;
    readonly resources:
      | readonly {
          readonly name: string;
          readonly type: string;
          readonly count: number;
          readonly module: string;
          readonly provider: string;
        }[]
      | null;
    readonly modules: { readonly [key: string]: { readonly [key: string]: number } } | null;
    readonly providers: { readonly [key: string]: { readonly [key: string]: number } } | null;
    /** Of the format. */
    readonly "state-version": number | null;
    readonly "terraform-version": string | null;
    /** Instances of resources under management. */
    readonly "billable-rum-count": number | null;
    readonly intermediate: false;
    readonly "vcs-commit-sha": null;
    readonly "vcs-commit-url": null;
  };
  readonly relationships: {
    readonly workspace: {
      readonly data: {
        readonly id: string;
        readonly type: "workspaces";
      };
    };
    readonly run: {
      readonly data: {
        readonly id: string;
        readonly type: "runs";
      } | null;
    };
    readonly "created-by": {
      readonly data: {
        readonly id: string;
        readonly type: "users";
      } | null;
    };
    readonly "rollback-state-version": {
      readonly data: {
        readonly id: string;
        readonly type: "state-versions";
      } | null;
    };
    readonly outputs: {
      readonly data?:
        | readonly {
            readonly id: string;
            readonly type: "state-version-outputs";
          }[]
        | undefined;
      readonly links: {
        readonly related: string;
      };
    };
  };
  readonly links: {
    readonly self: string;
  };
};

export type StateVersionDocument = {
  readonly data: StateVersion;
  readonly included?: readonly (StateVersionOutput | Run)[] | undefined;
};

export type StateVersionOutput = {
  readonly id: string;
  readonly type: "state-version-outputs";
  readonly attributes: {
    readonly name: string;
    readonly sensitive: boolean;
    /** Of the kinds of types: string, number, bool, list, map, … */
    readonly type: string;
    /** As Terraform writes types: ["list", "string"]. */
    readonly "detailed-type": unknown;
    /** Any JSON; null where it is sensitive and not shown. */
    readonly value: unknown;
  };
  readonly links: {
    readonly self: string;
  };
};

export type StateVersionOutputDocument = {
  readonly data: StateVersionOutput;
};

export type StateVersionOutputList = {
  readonly data: readonly StateVersionOutput[];
};

export type StateVersionOutputPage = {
  readonly data: readonly StateVersionOutput[];
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type StateVersionPage = {
  readonly data: readonly StateVersion[];
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type StateVersionRequest = {
  readonly data: {
    readonly type: "state-versions";
    readonly attributes: {
      readonly serial: number;
      readonly md5: string;
      readonly lineage?: string | null | undefined;
      readonly force?: boolean | undefined;
      /** In base 64; uploaded later when absent. */
      readonly state?: string | undefined;
      /** In base 64, as `terraform show -json` prints it. */
      readonly "json-state"?: string | undefined;
      /** Not needed: the state has its outputs. */
      readonly "json-state-outputs"?: string | undefined;
    };
    readonly relationships?:
      | {
          readonly run?:
            | {
                readonly data: {
                  readonly id: string;
                  readonly type: "runs";
                };
              }
            | undefined;
        }
      | undefined;
  };
};

export type StateVersionRollbackRequest = {
  readonly data: {
    readonly type: "state-versions";
    readonly relationships: {
      readonly "rollback-state-version": {
        readonly data: {
          readonly id: string;
          readonly type: "state-versions";
        };
      };
    };
  };
};

export type Tag = {
  readonly id: string;
  readonly type: "tags";
  readonly attributes: {
    readonly name: string;
  };
};

export type TagBinding = {
  readonly id: string;
  readonly type: "tag-bindings";
  readonly attributes: {
    readonly key: string;
    /** Empty for a tag that has only a key. */
    readonly value: string;
  };
};

export type TagBindingMembers = {
  readonly data: readonly {
    readonly type: "tag-bindings";
    readonly attributes: {
      readonly key: string;
      readonly value?: string | undefined;
    };
  }[];
};

export type TagBindingPage = {
  readonly data: readonly TagBinding[];
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type TagIdentifiers = {
  readonly data: readonly {
    readonly type: "tags";
    readonly id: string;
  }[];
};

export type TagMembers = {
  readonly data: readonly {
    readonly type: "tags";
    readonly id?: string | undefined;
    readonly attributes?:
      | {
          readonly name?: string | undefined;
        }
      | undefined;
  }[];
};

export type TagPage = {
  readonly data: readonly Tag[];
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type TagSelectorMembers = {
  readonly data: readonly {
    readonly "tag-key": string;
    readonly "tag-value"?: string | null | undefined;
    readonly "is-exclude"?: boolean | undefined;
  }[];
};

export type TaggedWorkspaces = {
  readonly data: readonly {
    readonly id: string;
    readonly type: "workspaces";
  }[];
};

export type TaskStage = {
  readonly id: string;
  readonly type: "task-stages";
  readonly attributes: {
    readonly stage: "post_plan";
    readonly status:
      | "pending"
      | "running"
      | "passed"
      | "failed"
      | "awaiting_override"
      | "errored"
      | "canceled"
      | "unreachable";
    readonly "status-timestamps": { readonly [key: string]: string };
    readonly "created-at": string;
    readonly "updated-at": string;
    readonly permissions: {
      readonly "can-override-policy": boolean;
      readonly "can-override-tasks": false;
      readonly "can-override": boolean;
    };
    readonly actions: {
      /** It waits for the decision. */
      readonly "is-overridable": boolean;
    };
    /** What failed and stops no run for a while; absent when there is none. */
    readonly "standing-overrides"?: readonly AppliedOverride[] | undefined;
  };
  readonly relationships: {
    readonly run: {
      readonly data: {
        readonly id: string;
        readonly type: "runs";
      };
    };
    readonly "task-results": {
      readonly data: readonly {
        readonly id: string;
        readonly type: "task-results";
      }[];
    };
    readonly "policy-evaluations": {
      readonly data: readonly {
        readonly id: string;
        readonly type: "policy-evaluations";
      }[];
    };
  };
  readonly links: {
    readonly self: string;
  };
};

export type TaskStageDocument = {
  readonly data: TaskStage;
};

export type TaskStagePage = {
  readonly data: readonly TaskStage[];
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type Team = {
  readonly id: string;
  readonly type: "teams";
  readonly attributes: {
    readonly name: string;
    readonly "users-count": number;
    readonly visibility: "secret" | "organization";
    readonly "allow-member-token-management": boolean;
    readonly "sso-team-id": null;
    readonly "organization-access": {
      readonly "manage-policies": boolean;
      readonly "manage-policy-overrides": boolean;
      readonly "delegate-policy-overrides": boolean;
      readonly "manage-workspaces": boolean;
      readonly "read-workspaces": boolean;
      readonly "manage-projects": boolean;
      readonly "read-projects": boolean;
      readonly "manage-membership": boolean;
      readonly "manage-teams": boolean;
      readonly "manage-organization-access": boolean;
      readonly "access-secret-teams": boolean;
      readonly "manage-vcs-settings": boolean;
      readonly "manage-providers": boolean;
      readonly "manage-modules": boolean;
      readonly "manage-run-tasks": boolean;
      readonly "manage-agent-pools": boolean;
    };
    readonly permissions: {
      readonly "can-update-membership": boolean;
      readonly "can-update-organization-access": boolean;
      readonly "can-update-api-token": boolean;
      readonly "can-update-visibility": boolean;
      readonly "can-destroy": boolean;
    };
  };
  readonly relationships: {
    readonly organization: {
      readonly data: {
        readonly id: string;
        readonly type: "organizations";
      };
    };
    readonly users: {
      readonly data: readonly {
        readonly id: string;
        readonly type: "users";
      }[];
    };
    readonly "organization-memberships": {
      readonly data: readonly {
        readonly id: string;
        readonly type: "organization-memberships";
      }[];
    };
  };
  readonly links: {
    readonly self: string;
  };
};

export type TeamChangeRequest = {
  readonly data: {
    readonly type: "teams";
    /** If present, the one in the path. */
    readonly id?: string | undefined;
    readonly attributes?:
      | {
          readonly name?: string | undefined;
          readonly visibility?: "secret" | "organization" | undefined;
          readonly "organization-access"?:
            | {
                readonly "manage-policies"?: boolean | undefined;
                readonly "manage-policy-overrides"?: boolean | undefined;
                readonly "delegate-policy-overrides"?: boolean | undefined;
                readonly "manage-workspaces"?: boolean | undefined;
                readonly "read-workspaces"?: boolean | undefined;
                readonly "manage-projects"?: boolean | undefined;
                readonly "read-projects"?: boolean | undefined;
                readonly "manage-membership"?: boolean | undefined;
                readonly "manage-teams"?: boolean | undefined;
                readonly "manage-organization-access"?: boolean | undefined;
                readonly "access-secret-teams"?: boolean | undefined;
                readonly "manage-vcs-settings"?: boolean | undefined;
                readonly "manage-providers"?: boolean | undefined;
                readonly "manage-modules"?: boolean | undefined;
                readonly "manage-run-tasks"?: boolean | undefined;
                readonly "manage-agent-pools"?: boolean | undefined;
              }
            | undefined;
          readonly "allow-member-token-management"?: boolean | undefined;
          readonly "sso-team-id"?: string | null | undefined;
        }
      | undefined;
    readonly relationships?: Record<string, never> | undefined;
  };
};

export type TeamDocument = {
  readonly data: Team;
  readonly included?: readonly (User | OrganizationMembership)[] | undefined;
};

export type TeamMemberships = {
  readonly data: readonly {
    readonly id: string;
    readonly type: "organization-memberships";
  }[];
};

export type TeamPage = {
  readonly data: readonly Team[];
  readonly included?: readonly (User | OrganizationMembership)[] | undefined;
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type TeamProject = {
  readonly id: string;
  readonly type: "team-projects";
  readonly attributes: {
    readonly access: "read" | "write" | "maintain" | "admin" | "custom";
    readonly "project-access": {
      readonly settings: "read" | "update" | "delete";
      readonly teams: "none" | "read" | "manage";
      readonly "variable-sets": "none" | "read" | "write";
    };
    readonly "workspace-access": {
      readonly create: boolean;
      readonly move: boolean;
      readonly delete: boolean;
      readonly locking: boolean;
      readonly runs: "read" | "plan" | "apply";
      readonly variables: "none" | "read" | "write";
      readonly "state-versions": "none" | "read-outputs" | "read" | "write";
      readonly "sentinel-mocks": "none" | "read";
      readonly "run-tasks": boolean;
      readonly "policy-overrides": boolean;
    };
  };
  readonly relationships: {
    readonly team: {
      readonly data: {
        readonly id: string;
        readonly type: "teams";
      };
    };
    readonly project: {
      readonly data: {
        readonly id: string;
        readonly type: "projects";
      };
    };
  };
  readonly links: {
    readonly self: string;
  };
};

export type TeamProjectChangeRequest = {
  readonly data: {
    readonly type: "team-projects";
    /** If present, the one in the path. */
    readonly id?: string | undefined;
    readonly attributes?:
      | {
          readonly access?: "read" | "write" | "maintain" | "admin" | "custom" | undefined;
          readonly "project-access"?:
            | {
                /** Only with the access "custom". */
                readonly settings?: "read" | "update" | "delete" | undefined;
                /** Only with the access "custom". */
                readonly teams?: "none" | "read" | "manage" | undefined;
                /** Only with the access "custom". */
                readonly "variable-sets"?: "none" | "read" | "write" | undefined;
              }
            | undefined;
          readonly "workspace-access"?:
            | {
                /** Only with the access "custom". */
                readonly runs?: "read" | "plan" | "apply" | undefined;
                /** Only with the access "custom". */
                readonly variables?: "none" | "read" | "write" | undefined;
                /** Only with the access "custom". */
                readonly "state-versions"?: "none" | "read-outputs" | "read" | "write" | undefined;
                /** Only with the access "custom". */
                readonly "sentinel-mocks"?: "none" | "read" | undefined;
                /** Only with the access "custom". */
                readonly "run-tasks"?: boolean | undefined;
                /** Lets the team override policies. To give it takes `manage-policy-overrides` or `delegate-policy-overrides`. */
                readonly "policy-overrides"?: boolean | undefined;
                /** Only with the access "custom". */
                readonly create?: boolean | undefined;
                /** Only with the access "custom". */
                readonly move?: boolean | undefined;
                /** Only with the access "custom". */
                readonly delete?: boolean | undefined;
                /** Only with the access "custom". */
                readonly locking?: boolean | undefined;
              }
            | undefined;
        }
      | undefined;
    readonly relationships?: Record<string, never> | undefined;
  };
};

export type TeamProjectDocument = {
  readonly data: TeamProject;
};

export type TeamProjectPage = {
  readonly data: readonly TeamProject[];
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type TeamProjectRequest = {
  readonly data: {
    readonly type: "team-projects";
    readonly attributes: {
      readonly access: "read" | "write" | "maintain" | "admin" | "custom";
      readonly "project-access"?:
        | {
            /** Only with the access "custom". */
            readonly settings?: "read" | "update" | "delete" | undefined;
            /** Only with the access "custom". */
            readonly teams?: "none" | "read" | "manage" | undefined;
            /** Only with the access "custom". */
            readonly "variable-sets"?: "none" | "read" | "write" | undefined;
          }
        | undefined;
      readonly "workspace-access"?:
        | {
            /** Only with the access "custom". */
            readonly runs?: "read" | "plan" | "apply" | undefined;
            /** Only with the access "custom". */
            readonly variables?: "none" | "read" | "write" | undefined;
            /** Only with the access "custom". */
            readonly "state-versions"?: "none" | "read-outputs" | "read" | "write" | undefined;
            /** Only with the access "custom". */
            readonly "sentinel-mocks"?: "none" | "read" | undefined;
            /** Only with the access "custom". */
            readonly "run-tasks"?: boolean | undefined;
            /** Lets the team override policies. To give it takes `manage-policy-overrides` or `delegate-policy-overrides`. */
            readonly "policy-overrides"?: boolean | undefined;
            /** Only with the access "custom". */
            readonly create?: boolean | undefined;
            /** Only with the access "custom". */
            readonly move?: boolean | undefined;
            /** Only with the access "custom". */
            readonly delete?: boolean | undefined;
            /** Only with the access "custom". */
            readonly locking?: boolean | undefined;
          }
        | undefined;
    };
    readonly relationships: {
      readonly team: {
        readonly data: {
          readonly id: string;
          readonly type: "teams";
        };
      };
      readonly project: {
        readonly data: {
          readonly id: string;
          readonly type: "projects";
        };
      };
    };
  };
};

export type TeamRequest = {
  readonly data: {
    readonly type: "teams";
    readonly attributes: {
      readonly name: string;
      readonly visibility?: "secret" | "organization" | undefined;
      readonly "organization-access"?:
        | {
            readonly "manage-policies"?: boolean | undefined;
            readonly "manage-policy-overrides"?: boolean | undefined;
            readonly "delegate-policy-overrides"?: boolean | undefined;
            readonly "manage-workspaces"?: boolean | undefined;
            readonly "read-workspaces"?: boolean | undefined;
            readonly "manage-projects"?: boolean | undefined;
            readonly "read-projects"?: boolean | undefined;
            readonly "manage-membership"?: boolean | undefined;
            readonly "manage-teams"?: boolean | undefined;
            readonly "manage-organization-access"?: boolean | undefined;
            readonly "access-secret-teams"?: boolean | undefined;
            readonly "manage-vcs-settings"?: boolean | undefined;
            readonly "manage-providers"?: boolean | undefined;
            readonly "manage-modules"?: boolean | undefined;
            readonly "manage-run-tasks"?: boolean | undefined;
            readonly "manage-agent-pools"?: boolean | undefined;
          }
        | undefined;
      readonly "allow-member-token-management"?: boolean | undefined;
      readonly "sso-team-id"?: string | null | undefined;
    };
    readonly relationships?: Record<string, never> | undefined;
  };
};

export type TeamUsers = {
  readonly data: readonly {
    readonly id: string;
    readonly type: "users";
  }[];
};

export type TeamWorkspace = {
  readonly id: string;
  readonly type: "team-workspaces";
  readonly attributes: {
    readonly access: "read" | "plan" | "write" | "admin" | "custom";
    readonly runs: "read" | "plan" | "apply";
    readonly variables: "none" | "read" | "write";
    readonly "state-versions": "none" | "read-outputs" | "read" | "write";
    readonly "sentinel-mocks": "none" | "read";
    readonly "workspace-locking": boolean;
    readonly "run-tasks": boolean;
    readonly "policy-overrides": boolean;
  };
  readonly relationships: {
    readonly team: {
      readonly data: {
        readonly id: string;
        readonly type: "teams";
      };
    };
    readonly workspace: {
      readonly data: {
        readonly id: string;
        readonly type: "workspaces";
      };
    };
  };
  readonly links: {
    readonly self: string;
  };
};

export type TeamWorkspaceChangeRequest = {
  readonly data: {
    readonly type: "team-workspaces";
    /** If present, the one in the path. */
    readonly id?: string | undefined;
    readonly attributes?:
      | {
          readonly access?: "read" | "plan" | "write" | "admin" | "custom" | undefined;
          /** Only with the access "custom". */
          readonly runs?: "read" | "plan" | "apply" | undefined;
          /** Only with the access "custom". */
          readonly variables?: "none" | "read" | "write" | undefined;
          /** Only with the access "custom". */
          readonly "state-versions"?: "none" | "read-outputs" | "read" | "write" | undefined;
          /** Only with the access "custom". */
          readonly "sentinel-mocks"?: "none" | "read" | undefined;
          /** Only with the access "custom". */
          readonly "run-tasks"?: boolean | undefined;
          /** Lets the team override policies. To give it takes `manage-policy-overrides` or `delegate-policy-overrides`. */
          readonly "policy-overrides"?: boolean | undefined;
          /** Only with the access "custom". */
          readonly "workspace-locking"?: boolean | undefined;
        }
      | undefined;
    readonly relationships?: Record<string, never> | undefined;
  };
};

export type TeamWorkspaceDocument = {
  readonly data: TeamWorkspace;
};

export type TeamWorkspacePage = {
  readonly data: readonly TeamWorkspace[];
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type TeamWorkspaceRequest = {
  readonly data: {
    readonly type: "team-workspaces";
    readonly attributes: {
      readonly access: "read" | "plan" | "write" | "admin" | "custom";
      /** Only with the access "custom". */
      readonly runs?: "read" | "plan" | "apply" | undefined;
      /** Only with the access "custom". */
      readonly variables?: "none" | "read" | "write" | undefined;
      /** Only with the access "custom". */
      readonly "state-versions"?: "none" | "read-outputs" | "read" | "write" | undefined;
      /** Only with the access "custom". */
      readonly "sentinel-mocks"?: "none" | "read" | undefined;
      /** Only with the access "custom". */
      readonly "run-tasks"?: boolean | undefined;
      /** Lets the team override policies. To give it takes `manage-policy-overrides` or `delegate-policy-overrides`. */
      readonly "policy-overrides"?: boolean | undefined;
      /** Only with the access "custom". */
      readonly "workspace-locking"?: boolean | undefined;
    };
    readonly relationships: {
      readonly team: {
        readonly data: {
          readonly id: string;
          readonly type: "teams";
        };
      };
      readonly workspace: {
        readonly data: {
          readonly id: string;
          readonly type: "workspaces";
        };
      };
    };
  };
};

export type User = {
  readonly id: string;
  readonly type: "users";
  readonly attributes: {
    readonly username: string;
    readonly email: string | null;
    readonly "is-service-account": false;
    readonly "is-site-admin": boolean;
    readonly permissions: {
      readonly "can-create-organizations": boolean;
      readonly "can-change-email": boolean;
      readonly "can-change-username": boolean;
      readonly "can-manage-user-tokens": boolean;
    };
  };
  readonly relationships: {
    readonly "authentication-tokens": {
      readonly links: {
        readonly related: string;
      };
    };
  };
  readonly links: {
    readonly self: string;
  };
};

export type UserDocument = {
  readonly data: User;
};

export type VcsRepo = {
  /** Empty for the default branch of the repository. */
  readonly branch: string;
  readonly identifier: string;
  readonly "display-identifier": string;
  readonly "ingress-submodules": boolean;
  readonly "oauth-token-id": string;
  readonly "github-app-installation-id": null;
  readonly "repository-http-url": string;
  readonly "service-provider": string;
  /** Where the provider tells of pushes. */
  readonly "webhook-url": string;
};

export type Workspace = {
  readonly id: string;
  readonly type: "workspaces";
  readonly attributes: {
    readonly name: string;
    readonly description: string | null;
    readonly "auto-apply": boolean;
    readonly "execution-mode": "remote" | "local" | "agent";
    /** False when the execution mode is local. */
    readonly operations: boolean;
    readonly "terraform-version": string;
    readonly "working-directory": string | null;
    readonly "allow-destroy-plan": boolean;
    readonly "assessments-enabled": boolean;
    readonly "auto-apply-run-trigger": boolean;
    readonly "file-triggers-enabled": boolean;
    readonly "global-remote-state": boolean;
    readonly "queue-all-runs": boolean;
    readonly "speculative-enabled": boolean;
    readonly "structured-run-output-enabled": boolean;
    readonly "source-name": string | null;
    readonly "source-url": string | null;
    readonly "trigger-patterns": readonly string[];
    readonly "trigger-prefixes": readonly string[];
    readonly source: "tfe-api";
    readonly "setting-overwrites": {
      readonly "execution-mode": boolean;
      readonly "agent-pool": boolean;
    };
    readonly locked: boolean;
    readonly "locked-reason": string | null;
    readonly "tag-names": readonly string[];
    readonly "vcs-repo": null;
    /** Instances of resources that its state knows of. */
    readonly "resource-count": number;
    readonly "created-at": string;
    readonly "updated-at": string;
    readonly actions: {
      readonly "is-destroyable": boolean;
    };
    readonly permissions: {
      readonly "can-update": boolean;
      readonly "can-destroy": boolean;
      readonly "can-queue-run": boolean;
      readonly "can-queue-apply": boolean;
      readonly "can-queue-destroy": boolean;
      readonly "can-read-settings": boolean;
      readonly "can-lock": boolean;
      readonly "can-unlock": boolean;
      readonly "can-force-unlock": boolean;
      /** Deleting it whatever it manages. */
      readonly "can-force-delete": boolean;
      readonly "can-manage-tags": boolean;
      readonly "can-read-state-outputs": boolean;
      readonly "can-read-state-versions": boolean;
      readonly "can-create-state-versions": boolean;
    };
  };
  readonly relationships: {
    readonly organization: {
      readonly data: {
        readonly id: string;
        readonly type: "organizations";
      };
    };
    readonly project: {
      readonly data: {
        readonly id: string;
        readonly type: "projects";
      };
    };
    readonly "current-run": {
      readonly data: {
        readonly id: string;
        readonly type: "runs";
      } | null;
    };
    readonly "current-configuration-version": {
      readonly data: {
        readonly id: string;
        readonly type: "configuration-versions";
      } | null;
    };
    readonly "current-state-version": {
      readonly data: {
        readonly id: string;
        readonly type: "state-versions";
      } | null;
    };
    readonly "locked-by": {
      readonly data:
        | {
            readonly id: string;
            readonly type: "users";
          }
        | {
            readonly id: string;
            readonly type: "teams";
          }
        | null;
    };
    readonly "effective-tag-bindings"?:
      | {
          readonly data: readonly {
            readonly id: string;
            readonly type: "effective-tag-bindings";
          }[];
        }
      | undefined;
    readonly outputs?:
      | {
          readonly data: readonly {
            readonly id: string;
            readonly type: "workspace-outputs";
          }[];
        }
      | undefined;
  };
  readonly links: {
    readonly self: string;
  };
};

export type WorkspaceChangeRequest = {
  readonly data: {
    readonly type: "workspaces";
    /** If present, the one in the path. */
    readonly id?: string | undefined;
    readonly attributes?:
      | {
          readonly name?: string | undefined;
          readonly description?: string | null | undefined;
          readonly "auto-apply"?: boolean | undefined;
          readonly "execution-mode"?: "remote" | "local" | "agent" | undefined;
          readonly "terraform-version"?: string | undefined;
          readonly "working-directory"?: string | null | undefined;
          /** Version control is not supported yet. */
          readonly "vcs-repo"?: null | undefined;
          readonly "allow-destroy-plan"?: boolean | undefined;
          readonly "assessments-enabled"?: boolean | undefined;
          readonly "auto-apply-run-trigger"?: boolean | undefined;
          readonly "file-triggers-enabled"?: boolean | undefined;
          readonly "global-remote-state"?: boolean | undefined;
          readonly "queue-all-runs"?: boolean | undefined;
          readonly "speculative-enabled"?: boolean | undefined;
          readonly "structured-run-output-enabled"?: boolean | undefined;
          readonly "source-name"?: string | null | undefined;
          readonly "source-url"?: string | null | undefined;
          readonly "trigger-patterns"?: readonly string[] | undefined;
          readonly "trigger-prefixes"?: readonly string[] | undefined;
        }
      | undefined;
    readonly relationships?:
      | {
          readonly project?:
            | {
                readonly data: {
                  readonly id: string;
                  readonly type: "projects";
                };
              }
            | undefined;
          readonly tags?:
            | {
                readonly data: readonly {
                  readonly type: "tags";
                  readonly id?: string | undefined;
                  readonly attributes?:
                    | {
                        readonly name?: string | undefined;
                      }
                    | undefined;
                }[];
              }
            | undefined;
          readonly "tag-bindings"?:
            | {
                readonly data: readonly {
                  readonly type: "tag-bindings";
                  readonly attributes: {
                    readonly key: string;
                    readonly value?: string | undefined;
                  };
                }[];
              }
            | undefined;
        }
      | undefined;
  };
};

export type WorkspaceDocument = {
  readonly data: Workspace;
  readonly included?:
    | readonly (
        | Organization
        | Project
        | Run
        | Plan
        | ConfigurationVersion
        | StateVersion
        | WorkspaceOutput
        | EffectiveTagBinding
        | User
        | Team
      )[]
    | undefined;
};

export type WorkspaceLockRequest = {
  readonly reason?: string | null | undefined;
};

export type WorkspaceMembers = {
  readonly data: readonly {
    readonly id: string;
    readonly type: "workspaces";
  }[];
};

export type WorkspaceOutput = {
  readonly id: string;
  readonly type: "workspace-outputs";
  readonly attributes: {
    readonly name: string;
    readonly sensitive: boolean;
    /** Of the kinds of types: string, number, bool, list, map, … */
    readonly "output-type": string;
    /** Any JSON; null where it is sensitive. */
    readonly value: unknown;
  };
};

export type WorkspacePage = {
  readonly data: readonly Workspace[];
  readonly included?:
    | readonly (
        | Organization
        | Project
        | Run
        | Plan
        | ConfigurationVersion
        | StateVersion
        | WorkspaceOutput
        | EffectiveTagBinding
        | User
        | Team
      )[]
    | undefined;
  readonly links: PageLinks;
  readonly meta: {
    readonly pagination: Pagination;
  };
};

export type WorkspaceRequest = {
  readonly data: {
    readonly type: "workspaces";
    readonly attributes: {
      readonly name: string;
      readonly description?: string | null | undefined;
      readonly "auto-apply"?: boolean | undefined;
      readonly "execution-mode"?: "remote" | "local" | "agent" | undefined;
      readonly "terraform-version"?: string | undefined;
      readonly "working-directory"?: string | null | undefined;
      /** Version control is not supported yet. */
      readonly "vcs-repo"?: null | undefined;
      readonly "allow-destroy-plan"?: boolean | undefined;
      readonly "assessments-enabled"?: boolean | undefined;
      readonly "auto-apply-run-trigger"?: boolean | undefined;
      readonly "file-triggers-enabled"?: boolean | undefined;
      readonly "global-remote-state"?: boolean | undefined;
      readonly "queue-all-runs"?: boolean | undefined;
      readonly "speculative-enabled"?: boolean | undefined;
      readonly "structured-run-output-enabled"?: boolean | undefined;
      readonly "source-name"?: string | null | undefined;
      readonly "source-url"?: string | null | undefined;
      readonly "trigger-patterns"?: readonly string[] | undefined;
      readonly "trigger-prefixes"?: readonly string[] | undefined;
    };
    readonly relationships?:
      | {
          readonly project?:
            | {
                readonly data: {
                  readonly id: string;
                  readonly type: "projects";
                };
              }
            | undefined;
          readonly tags?:
            | {
                readonly data: readonly {
                  readonly type: "tags";
                  readonly id?: string | undefined;
                  readonly attributes?:
                    | {
                        readonly name?: string | undefined;
                      }
                    | undefined;
                }[];
              }
            | undefined;
          readonly "tag-bindings"?:
            | {
                readonly data: readonly {
                  readonly type: "tag-bindings";
                  readonly attributes: {
                    readonly key: string;
                    readonly value?: string | undefined;
                  };
                }[];
              }
            | undefined;
        }
      | undefined;
  };
};
