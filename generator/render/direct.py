"""Jinja's Python code of a template → the same with fewer steps: what it asks others to call or to look up is done right there.

``context.call(function, …)`` serves functions that want Jinja's context, and ``environment.getattr(value, "name")`` values without
attributes. Templates here have neither, and there are a hundred such calls on a page. Code of another form is left as it is.
"""

import ast
from types import CodeType


def compiled_directly(source: str, filename: str) -> CodeType:
    """The code of a module that Jinja has written for a template."""
    return compile(ast.fix_missing_locations(_Direct().visit(ast.parse(source))), filename, "exec")


class _Direct(ast.NodeTransformer):
    def visit_Call(self, call: ast.Call) -> ast.expr:  # the name that ast looks for
        """Called by ``ast`` for each call."""
        self.generic_visit(call)
        match call:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="context"), attr="call"), args=[called, *arguments], keywords=named
            ):
                others = [one for one in named if one.arg not in ("_loop_vars", "_block_vars")]
                return ast.copy_location(ast.Call(called, arguments, others), call)
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="environment"), attr="getattr"),
                args=[value, ast.Constant(value=str(name))],
                keywords=[],
            ):
                return ast.copy_location(ast.Attribute(value, name, ast.Load()), call)
        return call
