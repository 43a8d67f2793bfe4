-- The observations that can be learned from, and whether each is kept back for the test: the latest periods, or (without
-- times) a fifth of the leads.
create or replace table steps.labelled as
with
final as (
  select
    observations.obs_no,
    observations.lead_no,
    observations.as_of,
    observations.period,
    observations.stage_no,
    observations.label,
    observations.fold,
    case
      when settings.test_from is null then observations.fold % 5 = 0
      else observations.period >= settings.test_from
    end as is_test
  from steps.observations
  cross join steps.settings
  where observations.label is not null
)
select * from final;
