-- Each lead that is decided, by the weekday it came in.
with decided as (
    select isodow(created_at) as day_no, dayname(created_at) as day, outcome = 'won' as is_won
    from leads
    join outcomes using (lead_no)
    where outcome in ('won', 'lost') and created_at is not null
),

final as (
    select day, count(*) as n, count(*) filter (is_won) as won
    from decided
    group by day_no, day
    having count(*) >= 10
    order by day_no
)

select * from final
