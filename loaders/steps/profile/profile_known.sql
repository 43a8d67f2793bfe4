-- Labelled observations with the number of whole weeks, at most 12, for which the lead was known before as-of.
create or replace table steps.profile_known as
with
final as (
  select
    labelled.obs_no,
    labelled.lead_no,
    labelled.as_of,
    labelled.label,
    labelled.fold,
    case
      when leads.created_at is null then 12
      else greatest(0, least(12, cast(floor(date_diff('second', leads.created_at, labelled.as_of) / 604800.0) as integer)))
    end as weeks
  from steps.labelled
  join leads on leads.lead_no = labelled.lead_no
)
select * from final;
