CREATE TABLE attendance_sums (
    office TEXT NOT NULL,
    day TEXT NOT NULL,
    period BLOB NOT NULL,
    mark TEXT NOT NULL,
    training BLOB NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (office, day, period, mark)
) WITHOUT ROWID;
CREATE INDEX ix_attendance_sums_period ON attendance_sums (period);
CREATE TRIGGER attendance_sums_attendance_new AFTER INSERT ON attendance
    WHEN NEW.deleted IS NULL BEGIN
    INSERT INTO attendance_sums (office, day, period, mark, training, number)
    SELECT coalesce(t.office, ''), coalesce(p.day, ''), p.id, coalesce(NEW.mark, ''), t.id, 1
    FROM periods p CROSS JOIN trainings t CROSS JOIN enrolments e
    WHERE p.id = NEW.period AND t.id = p.training AND e.id = NEW.enrolment AND p.deleted IS NULL AND t.deleted IS NULL AND e.deleted IS NULL
    ON CONFLICT (office, day, period, mark) DO UPDATE SET number = number + excluded.number; END;
CREATE TRIGGER attendance_sums_attendance_off AFTER UPDATE OF enrolment, period, mark, deleted ON attendance
    WHEN OLD.deleted IS NULL BEGIN
    UPDATE attendance_sums SET number = number - 1
    WHERE period = OLD.period AND mark = coalesce(OLD.mark, '')
    AND EXISTS (SELECT 1 FROM enrolments e WHERE e.id = OLD.enrolment AND e.deleted IS NULL); END;
CREATE TRIGGER attendance_sums_attendance_on AFTER UPDATE OF enrolment, period, mark, deleted ON attendance
    WHEN NEW.deleted IS NULL BEGIN
    INSERT INTO attendance_sums (office, day, period, mark, training, number)
    SELECT coalesce(t.office, ''), coalesce(p.day, ''), p.id, coalesce(NEW.mark, ''), t.id, 1
    FROM periods p CROSS JOIN trainings t CROSS JOIN enrolments e
    WHERE p.id = NEW.period AND t.id = p.training AND e.id = NEW.enrolment AND p.deleted IS NULL AND t.deleted IS NULL AND e.deleted IS NULL
    ON CONFLICT (office, day, period, mark) DO UPDATE SET number = number + excluded.number; END;
CREATE TRIGGER attendance_sums_attendance_gone AFTER DELETE ON attendance
    WHEN OLD.deleted IS NULL BEGIN
    UPDATE attendance_sums SET number = number - 1
    WHERE period = OLD.period AND mark = coalesce(OLD.mark, '')
    AND EXISTS (SELECT 1 FROM enrolments e WHERE e.id = OLD.enrolment AND e.deleted IS NULL); END;
CREATE TRIGGER attendance_sums_enrolment_new AFTER INSERT ON enrolments
    WHEN NEW.deleted IS NULL BEGIN
    INSERT INTO attendance_sums (office, day, period, mark, training, number)
    SELECT coalesce(t.office, ''), coalesce(p.day, ''), p.id, coalesce(a.mark, ''), t.id, count(*)
    FROM attendance a CROSS JOIN periods p CROSS JOIN trainings t CROSS JOIN enrolments e
    WHERE a.enrolment = NEW.id AND a.deleted IS NULL AND e.id = NEW.id AND p.id = a.period AND t.id = p.training AND p.deleted IS NULL AND t.deleted IS NULL AND e.deleted IS NULL GROUP BY p.id, a.mark
    ON CONFLICT (office, day, period, mark) DO UPDATE SET number = number + excluded.number; END;
CREATE TRIGGER attendance_sums_enrolment_off AFTER UPDATE OF deleted ON enrolments
    WHEN OLD.deleted IS NULL AND NEW.deleted IS NOT NULL BEGIN
    UPDATE attendance_sums SET number = number - (SELECT count(*) FROM attendance a
    WHERE a.enrolment = OLD.id AND a.deleted IS NULL AND a.period = attendance_sums.period
    AND coalesce(a.mark, '') = attendance_sums.mark)
    WHERE period IN (SELECT a.period FROM attendance a WHERE a.enrolment = OLD.id AND a.deleted IS NULL); END;
CREATE TRIGGER attendance_sums_enrolment_on AFTER UPDATE OF deleted ON enrolments
    WHEN OLD.deleted IS NOT NULL AND NEW.deleted IS NULL BEGIN
    INSERT INTO attendance_sums (office, day, period, mark, training, number)
    SELECT coalesce(t.office, ''), coalesce(p.day, ''), p.id, coalesce(a.mark, ''), t.id, count(*)
    FROM attendance a CROSS JOIN periods p CROSS JOIN trainings t CROSS JOIN enrolments e
    WHERE a.enrolment = NEW.id AND a.deleted IS NULL AND e.id = NEW.id AND p.id = a.period AND t.id = p.training AND p.deleted IS NULL AND t.deleted IS NULL AND e.deleted IS NULL GROUP BY p.id, a.mark
    ON CONFLICT (office, day, period, mark) DO UPDATE SET number = number + excluded.number; END;
CREATE TRIGGER attendance_sums_enrolment_gone AFTER DELETE ON enrolments
    WHEN OLD.deleted IS NULL BEGIN
    UPDATE attendance_sums SET number = number - (SELECT count(*) FROM attendance a
    WHERE a.enrolment = OLD.id AND a.deleted IS NULL AND a.period = attendance_sums.period
    AND coalesce(a.mark, '') = attendance_sums.mark)
    WHERE period IN (SELECT a.period FROM attendance a WHERE a.enrolment = OLD.id AND a.deleted IS NULL); END;
CREATE TRIGGER attendance_sums_period_new AFTER INSERT ON periods
    WHEN NEW.deleted IS NULL BEGIN
    INSERT INTO attendance_sums (office, day, period, mark, training, number)
    SELECT coalesce(t.office, ''), coalesce(p.day, ''), p.id, coalesce(a.mark, ''), t.id, count(*)
    FROM periods p CROSS JOIN trainings t CROSS JOIN attendance a CROSS JOIN enrolments e
    WHERE p.id = NEW.id AND t.id = p.training AND a.period = p.id AND a.deleted IS NULL AND e.id = a.enrolment AND p.deleted IS NULL AND t.deleted IS NULL AND e.deleted IS NULL GROUP BY p.id, a.mark
    ON CONFLICT (office, day, period, mark) DO UPDATE SET number = number + excluded.number; END;
CREATE TRIGGER attendance_sums_period_changed AFTER UPDATE OF training, day, deleted ON periods
    WHEN OLD.training IS NOT NEW.training OR OLD.day IS NOT NEW.day OR (OLD.deleted IS NULL) <> (NEW.deleted IS NULL) BEGIN
    DELETE FROM attendance_sums WHERE period = OLD.id; --
    INSERT INTO attendance_sums (office, day, period, mark, training, number)
    SELECT coalesce(t.office, ''), coalesce(p.day, ''), p.id, coalesce(a.mark, ''), t.id, count(*)
    FROM periods p CROSS JOIN trainings t CROSS JOIN attendance a CROSS JOIN enrolments e
    WHERE p.id = NEW.id AND t.id = p.training AND a.period = p.id AND a.deleted IS NULL AND e.id = a.enrolment AND p.deleted IS NULL AND t.deleted IS NULL AND e.deleted IS NULL GROUP BY p.id, a.mark
    ON CONFLICT (office, day, period, mark) DO UPDATE SET number = number + excluded.number; END;
CREATE TRIGGER attendance_sums_period_gone AFTER DELETE ON periods
    WHEN OLD.deleted IS NULL BEGIN
    DELETE FROM attendance_sums WHERE period = OLD.id; END;
CREATE TRIGGER attendance_sums_training_new AFTER INSERT ON trainings
    WHEN NEW.deleted IS NULL BEGIN
    INSERT INTO attendance_sums (office, day, period, mark, training, number)
    SELECT coalesce(t.office, ''), coalesce(p.day, ''), p.id, coalesce(a.mark, ''), t.id, count(*)
    FROM trainings t CROSS JOIN periods p CROSS JOIN attendance a CROSS JOIN enrolments e
    WHERE t.id = NEW.id AND p.training = t.id AND a.period = p.id AND a.deleted IS NULL AND e.id = a.enrolment AND p.deleted IS NULL AND t.deleted IS NULL AND e.deleted IS NULL GROUP BY p.id, a.mark
    ON CONFLICT (office, day, period, mark) DO UPDATE SET number = number + excluded.number; END;
CREATE TRIGGER attendance_sums_training_changed AFTER UPDATE OF office, deleted ON trainings
    WHEN OLD.office IS NOT NEW.office OR (OLD.deleted IS NULL) <> (NEW.deleted IS NULL) BEGIN
    DELETE FROM attendance_sums WHERE period IN (SELECT p.id FROM periods p WHERE p.training = OLD.id); --
    INSERT INTO attendance_sums (office, day, period, mark, training, number)
    SELECT coalesce(t.office, ''), coalesce(p.day, ''), p.id, coalesce(a.mark, ''), t.id, count(*)
    FROM trainings t CROSS JOIN periods p CROSS JOIN attendance a CROSS JOIN enrolments e
    WHERE t.id = NEW.id AND p.training = t.id AND a.period = p.id AND a.deleted IS NULL AND e.id = a.enrolment AND p.deleted IS NULL AND t.deleted IS NULL AND e.deleted IS NULL GROUP BY p.id, a.mark
    ON CONFLICT (office, day, period, mark) DO UPDATE SET number = number + excluded.number; END;
CREATE TRIGGER attendance_sums_training_gone AFTER DELETE ON trainings
    WHEN OLD.deleted IS NULL BEGIN
    DELETE FROM attendance_sums WHERE period IN (SELECT p.id FROM periods p WHERE p.training = OLD.id); END;
INSERT INTO attendance_sums (office, day, period, mark, training, number)
    SELECT coalesce(t.office, ''), coalesce(p.day, ''), p.id, coalesce(a.mark, ''), t.id, count(*)
    FROM attendance a JOIN periods p ON p.id = a.period JOIN trainings t ON t.id = p.training JOIN enrolments e ON e.id = a.enrolment
    WHERE a.deleted IS NULL AND p.deleted IS NULL AND t.deleted IS NULL AND e.deleted IS NULL GROUP BY p.id, a.mark;
