import { decodeExistingJobFile, decodeJobFile, jobGlobals } from "@portcullis/nomad-data";
import {
  type LoadedSubmission,
  loadDocument,
  loadSubmitter,
  type SubmitterPaths,
} from "./load-submission.js";

/** Where the documents of a job's submission are; `-` is standard input. */
export interface JobPaths extends SubmitterPaths {
  readonly job: string;
  readonly existingJob?: string | undefined;
}

/** Reads a job and what is given with it. Throws `LoadError` naming the file at fault. */
export function loadJobSubmission({ job, existingJob, ...submitter }: JobPaths): LoadedSubmission {
  const submitted = loadDocument(job, decodeJobFile);
  const existing =
    existingJob === undefined ? undefined : loadDocument(existingJob, decodeExistingJobFile);
  const globals = jobGlobals(submitted, existing, loadSubmitter(submitter));
  return { kind: "Job", id: String(submitted.ID), globals };
}
