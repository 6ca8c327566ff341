"""What two people known to be one means for the rows: links, pairs and tombstones follow the aliases, both ways.

The state of the rows is a function of the aliases: `moving.settle` brings every row that speaks of somebody gone to
the survivor, `parting` brings it back when the alias dies. Every store does so for itself, after a merge and after each
package; rows made of others keep the dots of their values, so stores that do the same work come to the same rows.
"""
