import {Bool, Table, tableToIPC, Uint8, Utf8, vectorFromArray} from "apache-arrow";
import {ask, showsLeads} from "./warehouse.ts";

interface Row {
  position: number;
  lead_id: string;
  as_of: string | null;
  stage_no: number | null;
  is_converted: boolean;
}

/** Whom each rule holds for, the newest observations first; without rows where leads may not be shown. */
const rows = showsLeads
  ? await ask((engine) =>
      engine.rows<Row>(
        "leads_behind",
        "select position, lead_id, as_of, stage_no, is_converted from local.leads_behind order by position, obs_no desc",
      ),
    )
  : [];

const column = <K extends keyof Row>(name: K) => rows.map((row) => row[name]);
const table = new Table({
  position: vectorFromArray(column("position"), new Uint8()),
  lead_id: vectorFromArray(column("lead_id"), new Utf8()),
  as_of: vectorFromArray(column("as_of"), new Utf8()),
  stage_no: vectorFromArray(column("stage_no"), new Uint8()),
  is_converted: vectorFromArray(column("is_converted"), new Bool()),
});
process.stdout.write(tableToIPC(table, "stream"));
