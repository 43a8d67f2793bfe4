import {type Engine, literal} from "../../engine/duckdb.ts";
import {LoadError} from "../loadError.ts";
import {describeColumns, type Part, type StagedFile} from "./staged.ts";

/** Reads a Parquet file where it lies: nothing is copied. */
export async function parquetSelect(engine: Engine, file: StagedFile): Promise<Part> {
  const scan = `read_parquet(${literal(file.path)}, file_row_number = true)`;
  try {
    const columns = await describeColumns(engine, `select * exclude (file_row_number) from ${scan}`);
    const rows = await engine.count("count rows", `select count(*) from ${scan}`);
    return {file: {...file, rows}, columns, from: scan, row: "file_row_number"};
  } catch (error) {
    const reason = (error as Error).message.split("\n")[0].replace(/^step failed: [^:]*: /, "");
    throw new LoadError(`malformed Parquet file: ${file.path}: ${reason}; export it again`);
  }
}
