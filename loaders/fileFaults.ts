/** What the system said of a file or folder, in words. */
const reasons: Record<string, string> = {
  ENOSPC: "no space is left on its disk; free some",
  EDQUOT: "the space you may use on its disk is full; free some",
  EACCES: "not allowed; give yourself the right to it, or choose another place",
  EPERM: "not allowed; give yourself the right to it, or choose another place",
  EROFS: "its disk can only be read; choose another place",
  EISDIR: "it is a folder; name a file",
  ENOTDIR: "it, or something in its path, is a file and not a folder; mend the path",
  ENOENT: "it is not there; mend the path",
  EEXIST: "something else is there; move it away",
  ELOOP: "its links lead in a circle; remove one",
  ENAMETOOLONG: "its name is too long; choose a shorter one",
  EMFILE: "too many files are open; close other programs",
  ENFILE: "too many files are open; close other programs",
  EBUSY: "another program uses it; close that",
  EFBIG: "it would be too large for its disk; choose another place",
  EIO: "its disk does not answer as it should; check the disk",
  ENOTEMPTY: "it is a folder that is not empty; move it away",
};

/** Why the system refused a file, with the remedy; null for errors that are not of files. */
export function reasonOfFile(error: unknown): string | null {
  const {code, syscall} = (error ?? {}) as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return null;
  return reasons[code] ?? null;
}

const reading = ["open", "read", "scandir", "stat", "lstat", "readlink", "access"];

/** An error of the system in one sentence of ours; null for errors of other kinds. */
export function fileFault(error: unknown): Error | null {
  const reason = reasonOfFile(error);
  if (reason === null) return null;
  const {path, dest, syscall, code} = error as NodeJS.ErrnoException & {dest?: string};
  const writes = ["ENOSPC", "EDQUOT", "EROFS", "EFBIG"].includes(code ?? "");
  const does = reading.includes(syscall ?? "") && !writes ? "read" : "write";
  if (does === "read" && code === "ENOENT") return new Error(`missing file: ${path}; mend the path`, {cause: error});
  return new Error(`cannot ${does} ${dest ?? path ?? "a file"}: ${reason}`, {cause: error});
}
