// Asks a server for runs, their comments and their events through the official client, and for what that
// client's own tests ask for which need a server that plans. Only runs are created without it: the client
// cannot say that a plan is uploaded.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"

	tfe "github.com/hashicorp/go-tfe"
)

var (
	address = os.Getenv("TFE_ADDRESS")
	token   = os.Getenv("TFE_TOKEN")
	ctx     = context.Background()
)

func main() {
	client := got(tfe.NewClient(&tfe.Config{Address: address, Token: token}))
	organization := got(client.Organizations.Create(ctx, tfe.OrganizationCreateOptions{
		Name:  tfe.String("acme"),
		Email: tfe.String("ops@acme.test"),
	}))
	workspace := got(client.Workspaces.Create(ctx, organization.Name, tfe.WorkspaceCreateOptions{
		Name: tfe.String("app"),
	}))
	run := newRun(workspace, map[string]any{
		"message":       "first run",
		"variables":     []map[string]string{{"key": "env", "value": `"prod"`}},
		"replace-addrs": []string{"null_resource.example"},
	})
	newRun(workspace, map[string]any{"plan-only": true})

	document(client, run)
	comments(client, run)
	events(client, run)
	ofWorkspace(client, workspace)
	ofOrganization(client, organization, run)
	actions(client, workspace, run)
}

func document(client *tfe.Client, id string) {
	run := got(client.Runs.ReadWithOptions(ctx, id, &tfe.RunReadOptions{
		Include: []tfe.RunIncludeOpt{tfe.RunCreatedBy, tfe.RunApply},
	}))
	check("a new run has its first event", len(run.RunEvents) == 1)
	check("it says who created it", run.CreatedBy.Username != "")
	check("it can be forced by an admin", run.Permissions.CanForceCancel && run.Permissions.CanForceExecute)
	check("there is nothing to force yet", !run.Actions.IsForceCancelable)
	check("it has a time", !run.StatusTimestamps.PlanQueueableAt.IsZero())
	check("it was not canceled", run.CanceledAt.IsZero())
	check("it has its variables", run.Variables[0].Value == `"prod"`)
	check("it has its addresses", run.ReplaceAddrs[0] == "null_resource.example")
	apply := got(client.Applies.Read(ctx, run.Apply.ID))
	check("nothing will be applied", apply.Status == tfe.ApplyUnreachable && run.Apply.Status == apply.Status)
}

func comments(client *tfe.Client, run string) {
	check("there are no comments", len(got(client.Comments.List(ctx, run)).Items) == 0)
	for _, body := range []string{"1st comment test", "2nd comment test"} {
		comment := got(client.Comments.Create(ctx, run, tfe.CommentCreateOptions{Body: body}))
		check(body, comment.Body == body && got(client.Comments.Read(ctx, comment.ID)).Body == body)
	}
	check("there are two comments", len(got(client.Comments.List(ctx, run)).Items) == 2)
}

func events(client *tfe.Client, run string) {
	everything := []tfe.RunEventIncludeOpt{tfe.RunEventActor, tfe.RunEventComment}
	bare := commented(got(client.RunEvents.List(ctx, run, nil)))
	check("nothing is included", bare.Actor.Username == "" && bare.Comment.Body == "")
	full := commented(got(client.RunEvents.List(ctx, run, &tfe.RunEventListOptions{Include: everything})))
	check("actor and comment are included", full.Actor.Username != "" && full.Comment.Body != "")
	check("the event has a time", !full.CreatedAt.IsZero())
	bare = got(client.RunEvents.Read(ctx, full.ID))
	check("nothing is included in one", bare.Actor.Username == "" && bare.Comment.Body == "")
	full = got(client.RunEvents.ReadWithOptions(ctx, full.ID, &tfe.RunEventReadOptions{Include: everything}))
	check("actor and comment are included in one", full.Actor.Username != "" && full.Comment.Body != "")
}

func commented(list *tfe.RunEventList) *tfe.RunEvent {
	for _, event := range list.Items {
		if event.Action == "commented" {
			return event
		}
	}
	panic(errors.New("no event of a comment"))
}

func ofWorkspace(client *tfe.Client, workspace *tfe.Workspace) {
	for name, found := range map[string]struct {
		options tfe.RunListOptions
		count   int
	}{
		"without plans only":  {tfe.RunListOptions{}, 1},
		"by status":           {tfe.RunListOptions{Status: "pending"}, 1},
		"by several statuses": {tfe.RunListOptions{Status: "applied,errored"}, 0},
		"by source":           {tfe.RunListOptions{Source: string(tfe.RunSourceAPI)}, 1},
		"plans only":          {tfe.RunListOptions{Operation: string(tfe.RunOperationPlanOnly)}, 1},
		"saved plans":         {tfe.RunListOptions{Operation: string(tfe.RunOperationSavePlan)}, 0},
		"by user and commit":  {tfe.RunListOptions{User: "nobody", Commit: "ab12"}, 0},
		"by what it says":     {tfe.RunListOptions{Search: "FIRST"}, 1},
	} {
		found.options.Include = []tfe.RunIncludeOpt{tfe.RunWorkspace}
		list := got(client.Runs.List(ctx, workspace.ID, &found.options))
		check("runs of the workspace "+name, len(list.Items) == found.count && list.TotalCount == found.count)
		for _, run := range list.Items {
			check("with their workspace", run.Workspace.Name == workspace.Name)
		}
	}
}

func ofOrganization(client *tfe.Client, organization *tfe.Organization, run string) {
	list := func(options tfe.RunListForOrganizationOptions) *tfe.OrganizationRunList {
		return got(client.Runs.ListForOrganization(ctx, organization.Name, &options))
	}
	all := list(tfe.RunListForOrganizationOptions{WorkspaceNames: "app"})
	check("runs of the organization", len(all.Items) == 2 && all.CurrentPage == 1 && all.NextPage == 0)
	beyond := list(tfe.RunListForOrganizationOptions{
		ListOptions: tfe.ListOptions{PageNumber: 999, PageSize: 100},
	})
	check("a page beyond the end", len(beyond.Items) == 0 && beyond.CurrentPage == 999)
	queue := got(client.Organizations.ReadRunQueue(ctx, organization.Name, tfe.ReadRunQueueOptions{}))
	check("the queue", queue.TotalCount == 2 && queue.Items[0].ID == run && queue.Items[1].PositionInQueue == 2)
	capacity := got(client.Organizations.ReadCapacity(ctx, organization.Name))
	check("the capacity", capacity.Pending == 2 && capacity.Running == 0)
}

func actions(client *tfe.Client, workspace *tfe.Workspace, id string) {
	must(client.Runs.Cancel(ctx, id, tfe.RunCancelOptions{Comment: tfe.String("enough")}))
	run := got(client.Runs.Read(ctx, id))
	check("it was canceled", !run.CanceledAt.IsZero() && run.ForceCancelAvailableAt.After(run.CanceledAt))
	last := got(client.Comments.Read(ctx, run.Comments[len(run.Comments)-1].ID))
	check("what was said with it is a comment", last.Body == "enough")
	missing := client.Runs.ForceCancel(ctx, "nonexisting", tfe.RunForceCancelOptions{})
	check("what is not there cannot be canceled by force", errors.Is(missing, tfe.ErrResourceNotFound))
	missing = client.Runs.ForceExecute(ctx, "nonexisting")
	check("what is not there cannot be executed by force", errors.Is(missing, tfe.ErrResourceNotFound))
	first, second := newRun(workspace, nil), newRun(workspace, nil)
	must(client.Runs.ForceExecute(ctx, second))
	check("what was in the way is discarded", got(client.Runs.Read(ctx, first)).Status == tfe.RunDiscarded)
}

// newRun creates a run whose plan will be uploaded.
func newRun(workspace *tfe.Workspace, attributes map[string]any) string {
	all := map[string]any{"plan-upload": true}
	for name, value := range attributes {
		all[name] = value
	}
	named := map[string]any{"data": map[string]any{"type": "workspaces", "id": workspace.ID}}
	body := got(json.Marshal(map[string]any{"data": map[string]any{
		"type":          "runs",
		"attributes":    all,
		"relationships": map[string]any{"workspace": named},
	}}))
	request := got(http.NewRequest("POST", address+"/api/v2/runs", bytes.NewReader(body)))
	request.Header.Set("Authorization", "Bearer "+token)
	request.Header.Set("Content-Type", "application/vnd.api+json")
	response := got(http.DefaultClient.Do(request))
	defer response.Body.Close()
	var created struct{ Data struct{ ID string } }
	must(json.NewDecoder(response.Body).Decode(&created))
	return created.Data.ID
}

func check(what string, isSo bool) {
	if !isSo {
		panic(fmt.Errorf("not so: %s", what))
	}
	fmt.Println(what)
}

func got[Value any](value Value, err error) Value {
	must(err)
	return value
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
